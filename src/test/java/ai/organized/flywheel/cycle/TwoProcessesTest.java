package ai.organized.flywheel.cycle;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.ask.OpenQuestions.Question;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.dataset.Examples;
import ai.organized.flywheel.fixtures.TemporaryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one store turn each client's cycle once. */
class TwoProcessesTest {
  private static final List<ClientId> CLIENTS =
      List.of(ACME, new ClientId("beta"), new ClientId("gamma"), new ClientId("delta"));

  @TempDir Path folder;
  private TemporaryStore store;
  private Turning one;
  private Turning other;

  @BeforeEach
  void open() {
    store = new TemporaryStore(folder);
    one = new Turning(folder, store, Map.of(), "1@1");
    other = new Turning(folder, store, Map.of(), "2@2");
    for (int i = 0; i < CLIENTS.size(); i++) {
      store.addExperiments(CLIENTS.get(i), Examples.distinct(60, 100 + i));
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  @RepeatedTest(3)
  void askedAtOnceEachClientGetsOneVersionAndOneJob() throws Exception {
    one.cycles.ask(CLIENTS, "a drop");
    store.clock().turn(Duration.ofSeconds(2));

    List<ClientId> turned = together(one, other);

    assertThat(turned).containsExactlyInAnyOrderElementsOf(CLIENTS);
    assertThat(store.rows("datasets")).hasSize(CLIENTS.size());
    assertThat(store.rows("training_jobs")).hasSize(CLIENTS.size());
    assertThat(store.rows("notifications")).hasSize(CLIENTS.size());
  }

  /** The first was away longer than its lease: its turn is another's by then. */
  @Test
  void whoLostItsQuestionBeginsNoSecondVersion() {
    one.cycles.ask(List.of(ACME), "a drop");
    store.clock().turn(Duration.ofSeconds(2));
    Question lost = one.cycles.take().get(0);
    store.clock().turn(TemporaryStore.LEASE.plusSeconds(1));
    other.turn(other.cycles.take().get(0));

    one.turn(lost);

    assertThat(store.rows("datasets")).hasSize(1);
    assertThat(store.rows("training_jobs")).hasSize(1);
    assertThat(other.cycles.lastAnswer(ACME).orElseThrow()).startsWith("the gate is reached");
  }

  private static List<ClientId> together(Turning... processes) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(processes.length);
    CyclicBarrier start = new CyclicBarrier(processes.length);
    try {
      List<Future<List<ClientId>>> running = new ArrayList<>();
      for (Turning process : processes) {
        Callable<List<ClientId>> poll =
            () -> {
              start.await();
              List<ClientId> turned = new ArrayList<>();
              for (int round = 0; round < 10; round++) {
                for (Question question : process.cycles.take()) {
                  process.turn(question);
                  turned.add(question.client());
                }
              }
              return turned;
            };
        running.add(threads.submit(poll));
      }
      List<ClientId> all = new ArrayList<>();
      for (Future<List<ClientId>> one : running) {
        all.addAll(one.get());
      }
      return all;
    } finally {
      threads.shutdownNow();
    }
  }
}
