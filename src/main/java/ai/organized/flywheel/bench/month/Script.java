package ai.organized.flywheel.bench.month;

import static ai.organized.flywheel.bench.month.Cast.GRANITE;
import static ai.organized.flywheel.bench.month.Cast.HARBOR;
import static ai.organized.flywheel.bench.month.Cast.LUMEN;
import static ai.organized.flywheel.bench.month.Cast.ORCHID;
import static ai.organized.flywheel.bench.month.Cast.SABLE;
import static ai.organized.flywheel.bench.month.Cast.WILLOW;

import ai.organized.flywheel.sandbox.openai.TrainingFileRules.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happens in the month, and when. The first day is a Monday. */
final class Script {
  /** What everybody trains from at the remote provider. */
  private static final String BASE = "gpt-4o-mini-2024-07-18";

  /** One thing that happens, at an hour of a day, both counted from 0. */
  record Event(int day, int hour, Runnable happens) {}

  private final World world;
  private final People people;
  private final Person person;
  private final List<Event> events = new ArrayList<>();

  Script(World world, People people) {
    this.world = world;
    this.people = people;
    this.person = new Person(world);
    firstModels();
    aModelComesOutBad();
    aTrainingFails();
    somebodyDropsNonsense();
    aModelGoesBadInUse();
    theProviderAnnouncesItsEnd();
    lifeGoesOn();
  }

  List<Event> events() {
    return events;
  }

  private void at(int day, int hour, Runnable happens) {
    events.add(new Event(day, hour, happens));
  }

  private void drop(int day, int hour, String client, int from, int to, int wrong) {
    at(
        day,
        hour,
        () ->
            world.drop(
                client + "-" + from + ".json",
                MadeUpFixes.of(client, from, to, wrong, world.clock().instant())));
  }

  private void ask(int day, int hour, String client, int questions, double score) {
    at(day, hour, () -> people.ask(client, questions, score));
  }

  private void firstModels() {
    drop(0, 8, HARBOR, 0, 90, 0);
    drop(0, 9, LUMEN, 0, 90, 0);
    drop(0, 10, GRANITE, 0, 90, 0);
    drop(0, 11, ORCHID, 0, 90, 0);
    drop(0, 12, SABLE, 0, 90, 0);
    drop(0, 13, WILLOW, 0, 30, 0); // too few
  }

  /** A good file can give a bad model. */
  private void aModelComesOutBad() {
    at(2, 8, () -> world.outside().shuffleAnswers(true));
    drop(2, 9, HARBOR, 90, 116, 0);
    at(3, 8, () -> world.outside().shuffleAnswers(false));
    drop(3, 9, HARBOR, 116, 142, 0);
  }

  private void aTrainingFails() {
    at(
        1,
        8,
        () ->
            world
                .outside()
                .openAi()
                .failTraining(Optional.of(new Problem("server_error", "The job failed."))));
    drop(1, 9, WILLOW, 30, 90, 0);
    at(1, 20, () -> world.outside().openAi().failTraining(Optional.empty()));
  }

  private void somebodyDropsNonsense() {
    at(1, 14, () -> world.dropText("torn.json", "[{\"client_id\": \"harbor\", \"prob"));
    drop(1, 15, LUMEN, 0, 90, 0); // the same once more
    drop(8, 9, SABLE, 90, 130, 10);
  }

  /** People liked the answers of the first version, and do not like those of the second. */
  private void aModelGoesBadInUse() {
    ask(2, 10, ORCHID, 40, 0.9);
    drop(4, 12, ORCHID, 90, 116, 0);
    ask(6, 10, ORCHID, 8, 0.88);
    ask(9, 10, ORCHID, 30, 0.3);
  }

  /** Base and models stop on 2026-12-08, 36 days after the month begins. */
  private void theProviderAnnouncesItsEnd() {
    at(4, 18, () -> world.outside().openAi().announceShutdown(BASE, Month.STOPS));
  }

  private void lifeGoesOn() {
    for (int day = 1; day < Month.DAYS; day += 3) {
      ask(day, 14, GRANITE, 3, 0.9);
      ask(day, 15, HARBOR, 3, 0.85);
      ask(day, 16, LUMEN, 2, 0.85);
    }
    drop(9, 9, GRANITE, 90, 116, 0);
    drop(16, 9, GRANITE, 116, 142, 0);
    at(17, 10, () -> person.letAnswer(GRANITE)); // what is held waits for this
  }
}
