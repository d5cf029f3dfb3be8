package ai.organized.flywheel.serve;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static ai.organized.flywheel.fixtures.TemporaryStore.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.dataset.Example;
import ai.organized.flywheel.dataset.Examples;
import ai.organized.flywheel.embed.Embedder;
import ai.organized.flywheel.embed.LexicalEmbedder;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.validate.TrainingTokens;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a base model is told of the past, beside the account state. */
class PastSolutionsTest {
  private static final String QUESTION = "PMAX campaign shows $0 conversion value";
  private static final String SECRET = "Set the value to {{dlv.total}} in the purchase tag.";

  @TempDir Path folder;
  private Answering answering;

  /** Embeds by words, counts the texts, and fails or hangs when it is told to. */
  private static final class Moody implements Embedder {
    private final LexicalEmbedder words = new LexicalEmbedder();
    private final AtomicInteger texts = new AtomicInteger();
    private volatile boolean fails;
    private volatile CountDownLatch hangs = new CountDownLatch(0);

    @Override
    public String fingerprint() {
      return "moody";
    }

    @Override
    public double threshold() {
      return words.threshold();
    }

    @Override
    public List<float[]> embed(ClientId client, List<String> all) {
      if (fails) {
        throw new UnavailableException("the embedder is busy");
      }
      try {
        hangs.await();
      } catch (InterruptedException e) {
        throw new UnavailableException("interrupted", null, e);
      }
      texts.addAndGet(all.size());
      return words.embed(client, all);
    }
  }

  private final Moody embedder = new Moody();

  @BeforeEach
  void tenSolutions() {
    answering = new Answering(folder, Map.of(), embedder);
    answering.configure(ACME, ",\"data_egress_allowed\":true");
    answering.configure(OTHER, ",\"data_egress_allowed\":true");
    answering.store.addExperiments(ACME, Examples.distinct(10, 1));
  }

  @AfterEach
  void close() {
    embedder.hangs.countDown();
    answering.close();
  }

  private Example near(String name, String answer) {
    return Examples.of(name, 1, QUESTION + ", " + name, answer, 0.9);
  }

  private Example added(ClientId client, Example example) {
    answering.store.addExperiments(client, List.of(example));
    return example;
  }

  private String prompt() {
    return prompt(QUESTION);
  }

  private String prompt(String question) {
    return answering
        .findFallback
        .find(new FallbackRequest(ACME, question, "no_model"))
        .systemPrompt();
  }

  @Test
  void theNearestSolutionsAreToldTheNearestFirst() {
    added(ACME, near("as in March", SECRET));

    String prompt = prompt();

    assertThat(prompt).startsWith("You know acme.\n\nPast solutions for this client");
    assertThat(prompt.indexOf(SECRET)).isPositive().isLessThan(600);
    assertThat(prompt.split("Problem: ", -1)).hasSizeBetween(2, 6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"holdout", "quarantined", "duplicate"})
  void whatABuildHasSetAsideIsNeverTold(String part) {
    Example nearest = added(ACME, near("as in March", SECRET));
    answering.store.plannedVersion(ACME, 1);
    answering.decided(ACME, 1, nearest, part);

    assertThat(prompt()).doesNotContain("dlv.total", "as in March");
  }

  @Test
  void aQuestionOfAnOlderVersionIsOneStill() {
    Example nearest = added(ACME, near("as in March", SECRET));
    answering.store.plannedVersion(ACME, 1);
    answering.store.plannedVersion(ACME, 2);
    answering.decided(ACME, 1, nearest, "holdout");
    answering.decided(ACME, 2, nearest, "train");

    assertThat(prompt()).doesNotContain("dlv.total");
  }

  @Test
  void whatBecomesAQuestionBetweenTwoRequestsIsNotToldAgain() {
    Example nearest = added(ACME, near("as in March", SECRET));
    assertThat(prompt()).contains(SECRET);

    answering.decided(ACME, 1, nearest, "holdout"); // the very moment before its dataset is there
    assertThat(prompt()).doesNotContain("dlv.total");
    answering.store.plannedVersion(ACME, 1);
    assertThat(prompt()).doesNotContain("dlv.total");
  }

  @Test
  void whatTheNewestVersionTrainsOnIsTold() {
    Example nearest = added(ACME, near("as in March", SECRET));
    answering.store.plannedVersion(ACME, 1);
    answering.decided(ACME, 1, nearest, "train");

    assertThat(prompt()).contains(SECRET);
  }

  @Test
  void whatCameInSinceAndRepeatsAQuestionIsNotTold() {
    Example question = added(ACME, near("as in March", SECRET));
    answering.store.plannedVersion(ACME, 1);
    answering.decided(ACME, 1, question, "holdout");
    added(ACME, Examples.of("again", 2, QUESTION + ", as in March", "Look at it anew.", 0.9));
    added(ACME, Examples.of("copied", 3, "Total is lost in PMAX", SECRET, 0.9));
    added(ACME, Examples.of("new", 4, "PMAX conversion value doubles", "Remove one tag.", 0.9));

    assertThat(prompt()).doesNotContain("dlv.total", "anew").contains("Remove one tag.");
  }

  @Test
  void anotherClientsSolutionIsNeverTold() {
    added(OTHER, near("as in March", SECRET));

    assertThat(prompt()).doesNotContain("dlv.total").contains("Past solutions");
  }

  @Test
  void whatWorkedBadlyIsNotTold() {
    added(ACME, Examples.of("bad", 1, QUESTION, SECRET, 0.74));

    assertThat(prompt()).doesNotContain("dlv.total");
  }

  @Test
  void theClientsOwnThresholdHolds() {
    added(ACME, Examples.of("fair", 1, QUESTION, SECRET, 0.6));
    answering.configure(ACME, ",\"data_egress_allowed\":true,\"score_threshold\":0.5");
    assertThat(prompt()).contains(SECRET);

    answering.configure(ACME, ",\"data_egress_allowed\":true,\"score_threshold\":0.7");
    assertThat(prompt()).doesNotContain("dlv.total");
  }

  @Test
  void whatTellsItsOwnScoreIsNotTold() {
    added(ACME, near("as in March", SECRET + " Score: 0.93"));

    assertThat(prompt()).doesNotContain("dlv.total");
  }

  @Test
  void personalDataIsNotTold() {
    added(ACME, near("as jo.bloggs@shop.example said", SECRET));

    assertThat(prompt()).contains(SECRET).doesNotContain("jo.bloggs");
  }

  @Test
  void aNameThatBecomesPrivateIsNotToldFromThenOn() {
    added(ACME, near("as Wilhelmina said", SECRET));
    assertThat(prompt()).contains("Wilhelmina");

    answering.configure(ACME, ",\"data_egress_allowed\":true,\"private_names\":[\"Wilhelmina\"]");
    assertThat(prompt()).contains(SECRET).doesNotContain("Wilhelmina");
  }

  @Test
  void allTogetherTheyAreBounded() {
    for (int i = 0; i < 5; i++) {
      added(ACME, near("long " + i, "Step " + i + ": " + ("set tag " + i + " again. ").repeat(90)));
    }
    added(ACME, near("a short one of the same kind after all of the long", SECRET));

    String prompt = prompt();

    TrainingTokens tokens = new TrainingTokens("");
    tokens.add(prompt, "", "");
    assertThat(tokens.total()).isBetween(600L, TellPastSolutions.MOST_TOKENS + 40L);
  }

  @Test
  void whatTheCallerAsksIsNotKept() throws Exception {
    prompt("a question that nobody may keep");

    String hash =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest("a question that nobody may keep".getBytes(StandardCharsets.UTF_8)));
    assertThat(answering.rows("embeddings"))
        .hasSize(20) // questions and answers of what no build has looked at
        .noneMatch(row -> row.get("content_hash").equals(hash));
  }

  @Test
  void examplesAreEmbeddedOnceAndAgainWhenOthersCameIn() {
    prompt();
    int first = embedder.texts.get();
    prompt();
    prompt();
    assertThat(embedder.texts.get() - first).isEqualTo(2); // the questions themselves

    added(ACME, near("as in March", SECRET));
    await().until(() -> prompt().contains(SECRET));
  }

  @Test
  void anEmbedderThatFailsCostsTheExamplesAndNotTheAnswer() {
    embedder.fails = true;

    assertThat(prompt()).isEqualTo("You know acme.");
  }

  @Test
  void anEmbedderThatHangsCostsTwoSecondsOnce() {
    embedder.hangs = new CountDownLatch(1);
    long began = System.nanoTime();
    assertThat(prompt()).isEqualTo("You know acme.");
    assertThat(System.nanoTime() - began).isLessThan(6_000_000_000L);

    long again = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      assertThat(prompt()).isEqualTo("You know acme.");
    }
    assertThat(System.nanoTime() - again).isLessThan(2_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "?!", "\u0000", "\ud83e\udd8a"})
  void aQuestionThatSaysNothingHasNoExamples(String question) {
    assertThat(prompt(question)).isEqualTo("You know acme.");
  }

  @Test
  void aQuestionOfTwentyMegabytesIsReadAtItsBeginning() {
    added(ACME, near("as in March", SECRET));
    long began = System.nanoTime();

    assertThat(prompt(QUESTION + " x".repeat(10 << 20))).contains(SECRET);
    assertThat(System.nanoTime() - began).isLessThan(10_000_000_000L);
  }

  @Test
  void aClientWithoutExamplesIsToldNone() {
    ServedModel model =
        answering.findFallback.find(new FallbackRequest(OTHER, QUESTION, "no_model"));

    assertThat(model.systemPrompt()).isEqualTo("You know other.");
    assertThat(model.fallback()).contains(FallbackKind.RAG_CONTEXT);
  }

  @Test
  void manyCallersAtOnceAllGetAnAnswer() {
    added(ACME, near("as in March", SECRET));
    prompt();
    List<String> prompts = new ArrayList<>();
    java.util.stream.IntStream.range(0, 64)
        .parallel()
        .mapToObj(i -> prompt())
        .forEachOrdered(prompts::add);

    assertThat(prompts).hasSize(64).allMatch(p -> p.startsWith("You know acme."));
  }
}
