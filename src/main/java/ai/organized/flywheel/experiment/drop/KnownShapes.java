package ai.organized.flywheel.experiment.drop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Looks at each JSON object for itself and tells what wrote it, so that one drop may hold several
 * kinds: what is no experiment record becomes one, or several, or a reason.
 */
final class KnownShapes implements Elements {
  private static final List<String> FIELDS =
      List.of(
          "id",
          "client_id",
          "run_id",
          "problem",
          "solution",
          "score",
          "timestamp",
          "account_snapshot",
          "sources_used");

  private final Iterator<Element> objects;
  private final Deque<Element> waiting = new ArrayDeque<>();
  private final OutcomeCount rounds = new OutcomeCount();
  private final OutcomeCount experiments = new OutcomeCount();

  KnownShapes(Iterator<Element> objects) {
    this.objects = objects;
  }

  @Override
  public boolean hasNext() {
    while (waiting.isEmpty() && objects.hasNext()) {
      waiting.addAll(elements(objects.next()));
    }
    return !waiting.isEmpty();
  }

  @Override
  public Element next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return waiting.remove();
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!rounds.isEmpty()) {
      notes.add(
          "rounds of loop results: "
              + rounds
              + "; a kept round becomes an example when it is given problem and solution");
    }
    if (!experiments.isEmpty()) {
      notes.add(
          "experiments of a growth engine: "
              + experiments
              + "; one with a winner becomes an example when it is given a score from 0 to 1");
    }
    return notes;
  }

  private List<Element> elements(Element element) {
    if (!(element instanceof Element.Read read)) {
      return List.of(element);
    }
    ObjectNode object = read.object();
    if (LoopResult.isOne(object)) {
      return LoopResult.rounds(read, rounds);
    }
    if (GrowthExperiment.isOne(object)) {
      return List.of(GrowthExperiment.element(read, experiments));
    }
    if (!object.isEmpty() && FIELDS.stream().noneMatch(object::has)) {
      return List.of(
          new Element.Refused(
              read.line(),
              "",
              "is nothing that is known here: no experiment record, no loop result and no"
                  + " experiment of a growth engine"));
    }
    return List.of(read);
  }
}
