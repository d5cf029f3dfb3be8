package ai.organized.flywheel.ask;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static ai.organized.flywheel.fixtures.TemporaryStore.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.ask.OpenQuestions.Question;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.fixtures.TemporaryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenQuestionsTest {
  private static final Duration SETTLE = Duration.ofSeconds(2);

  @TempDir Path folder;
  private TemporaryStore store;
  private OpenQuestions cycles;
  private OpenQuestions ofAnotherProcess;

  @BeforeEach
  void open() {
    store = new TemporaryStore(folder);
    cycles = new OpenQuestions(store.jdbi(), "cycles", store.lease("1@1/cycles"), SETTLE);
    ofAnotherProcess = new OpenQuestions(store.jdbi(), "cycles", store.lease("2@2/cycles"), SETTLE);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void settles() {
    store.clock().turn(SETTLE);
  }

  private Question asked(String because) {
    cycles.ask(List.of(ACME), because);
    settles();
    return cycles.take().get(0);
  }

  @Test
  void aQuestionIsTakenWhenNoDropHasComeForAWhile() {
    cycles.ask(List.of(ACME), "a drop");

    store.clock().turn(SETTLE.minusMillis(1));
    assertThat(cycles.take()).isEmpty();
    store.clock().turn(Duration.ofMillis(1));
    assertThat(cycles.take()).extracting(Question::client).containsExactly(ACME);
  }

  @Test
  void dropsThatComeCloseTogetherAreOneQuestion() {
    for (int drop = 1; drop <= 5; drop++) {
      cycles.ask(List.of(ACME), "drop " + drop);
      store.clock().turn(Duration.ofSeconds(1));
      assertThat(cycles.take()).isEmpty();
    }
    settles();

    assertThat(cycles.take()).extracting(Question::because).containsExactly("drop 5");
    assertThat(store.rows("cycles")).hasSize(1);
  }

  @Test
  void everyClientHasItsOwnQuestion() {
    cycles.ask(List.of(ACME, OTHER), "the schedule");
    settles();

    assertThat(cycles.take()).extracting(Question::client).containsExactly(ACME, OTHER);
  }

  @Test
  void noMoreAreTakenAtATimeThanCanHaveTheirTurn() {
    cycles.ask(
        IntStream.range(0, 45).mapToObj(i -> new ClientId("client-" + i)).toList(), "the schedule");
    settles();

    assertThat(cycles.take()).hasSize(20);
    assertThat(cycles.take()).hasSize(20);
    assertThat(cycles.take()).hasSize(5);
  }

  @Test
  void anAnsweredQuestionIsClosedAndItsAnswerKept() {
    Question question = asked("a drop");
    assertThat(cycles.lastAnswer(ACME)).isEmpty();

    cycles.answer(question, "awaiting 12 examples");

    assertThat(cycles.lastAnswer(ACME)).contains("awaiting 12 examples");
    assertThat(store.row("cycles"))
        .containsEntry("asked_at", null)
        .containsEntry("answered_at", store.clock().millis())
        .containsEntry("lease_owner", null);
    store.clock().turn(Duration.ofDays(1));
    assertThat(cycles.take()).isEmpty();
  }

  @Test
  void aQuestionThatIsAskedAgainWhileItIsAnsweredStaysOpen() {
    Question question = asked("first drop");
    store.clock().turn(Duration.ofMillis(1));
    cycles.ask(List.of(ACME), "second drop");

    cycles.answer(question, "awaiting 12 examples");

    assertThat(cycles.lastAnswer(ACME)).contains("awaiting 12 examples");
    settles();
    assertThat(cycles.take()).extracting(Question::because).containsExactly("second drop");
  }

  @Test
  void aQuestionThatIsHeldIsAnsweredByNobodyElseEvenIfItIsAskedAgain() {
    asked("a drop");
    cycles.ask(List.of(ACME), "another drop");
    settles();

    assertThat(ofAnotherProcess.take()).isEmpty();
  }

  @Test
  void aDeadProcessesQuestionIsTakenOverAndItsLateAnswerChangesNothing() {
    Question question = asked("a drop");
    store.clock().turn(TemporaryStore.LEASE.plusMillis(1));
    assertThat(ofAnotherProcess.take()).hasSize(1);

    cycles.answer(question, "too late");

    assertThat(cycles.lastAnswer(ACME)).isEmpty();
    assertThat(store.row("cycles")).containsEntry("lease_owner", "2@2/cycles");
  }

  @Test
  void aQuestionCanBeAskedAnewAfterItsAnswer() {
    cycles.answer(asked("a drop"), "no");

    assertThat(asked("the schedule").because()).isEqualTo("the schedule");
  }
}
