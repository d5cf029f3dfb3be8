package ai.organized.flywheel.dataset;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.embed.CachedEmbedder;
import ai.organized.flywheel.embed.Cosine;
import ai.organized.flywheel.embed.Embedder;
import ai.organized.flywheel.embed.minilm.MiniLmEmbedder;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.near.Similarity;
import ai.organized.flywheel.redact.personal.RedactionKeys;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hundred leaks of all kinds, planted after the questions were chosen: none is ever written. On
 * real files, with the embedder that is the default.
 */
class PlantedLeaksTest {
  @TempDir Path folder;
  private TemporaryStore store;
  private Embedder embedder;
  private final Random random = new Random(4);
  private final Map<String, List<Example>> planted = new LinkedHashMap<>();
  private List<Example> questions;

  @BeforeEach
  void firstVersion() {
    store = new TemporaryStore(folder);
    embedder = new CachedEmbedder(new MiniLmEmbedder(), store.jdbi(), done -> {});
    store.addExperiments(ACME, SampleExamples.hre());
    DatasetPlan first = build("You fix tags.");
    store.datasets().save(first, (handle, dataset) -> {});
    questions = store.datasets().holdout(ACME, 1);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private DatasetPlan build(String prompt) {
    Building building =
        new Building(
            ACME,
            0.75,
            OptionalDouble.of(1),
            store.datasets().candidates(ACME, 0.75),
            prompt,
            Optional.empty(),
            said -> {});
    RedactionKeys keys = new RedactionKeys(store.jdbi(), store.clock(), "");
    return BuildSteps.all(Plans.RULES, store.jdbi(), store.clients(), embedder, keys)
        .plan(building);
  }

  private void plant(String kind, int number, String question, String answer) {
    Example leak = Examples.of(kind + number, 9_000 + number, question, answer, 0.99);
    planted.computeIfAbsent(kind, k -> new ArrayList<>()).add(leak);
  }

  private Example question(int number) {
    return questions.get(number % questions.size());
  }

  private static String other(int number) {
    return "Something else was noticed in week " + number + " by the team at the office";
  }

  private void plantAll() {
    for (int i = 0; i < 17; i++) {
      Example question = question(i);
      plant("exact answer", i, other(i), question.answer());
      plant("near answer", i, other(100 + i), withOtherWords(question.answer()));
      plant("swapped", i, question.answer(), question.question());
      plant("same under another id", i, question.question(), question.answer());
    }
    for (int i = 0; i < 16; i++) {
      plant("near question", i, question(i).question() + " Why?", "Look at it in week " + i);
      plant("paraphrase", i, other(200 + i), withinReach(question(i).answer()));
    }
    planted.values().forEach(leaks -> store.addExperiments(ACME, leaks));
  }

  /** Three ordinary words, never an identifier. */
  private String withOtherWords(String text) {
    String[] words = text.split(" ", -1);
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      if (words[i].matches("[a-z]{3,}") && !words[i].matches("not|without|never")) {
        places.add(i);
      }
    }
    Collections.shuffle(places, random);
    places.stream().limit(3).forEach(place -> words[place] = "thing");
    return String.join(" ", words);
  }

  /** Pieces of five words in another order: few sequences stay, the meaning nearly does. */
  private String inAnotherOrder(String text) {
    String[] words = text.split(" ", -1);
    List<String> pieces = new ArrayList<>();
    for (int i = 0; i < words.length; i += 5) {
      pieces.add(String.join(" ", Arrays.copyOfRange(words, i, Math.min(words.length, i + 5))));
    }
    Collections.shuffle(pieces, random);
    return String.join(" ", pieces);
  }

  /** A paraphrase that the embedder can tell: nobody can keep away what it cannot. */
  private String withinReach(String answer) {
    String paraphrase = inAnotherOrder(answer);
    while (cosine(answer, paraphrase) < embedder.threshold()) {
      paraphrase = inAnotherOrder(answer);
    }
    return paraphrase;
  }

  private double cosine(String one, String other) {
    List<float[]> vectors = embedder.embed(ACME, List.of(one, other));
    return Cosine.of(vectors.get(0), vectors.get(1));
  }

  @Test
  void aHundredLeaksAreKeptAwayAndNoneIsWritten() throws IOException {
    plantAll();
    Set<String> ids = new TreeSet<>();
    planted.values().forEach(leaks -> leaks.forEach(leak -> ids.add(leak.id())));
    assertThat(ids).hasSize(100);
    assertThat(planted.get("paraphrase"))
        .as("words alone would not find them")
        .noneMatch(
            leak ->
                questions.stream()
                    .anyMatch(q -> Similarity.between(q.answer(), leak.answer()) >= 0.85));

    DatasetPlan second = build("You fix tags.");
    Dataset saved = store.datasets().save(second, (handle, dataset) -> {});

    Map<String, List<String>> trained = new LinkedHashMap<>();
    Set<String> lines = store.datasets().trainedBy(ACME, saved.version());
    planted.forEach(
        (kind, leaks) ->
            trained.put(kind, leaks.stream().map(Example::id).filter(lines::contains).toList()));
    assertThat(trained.values()).as("%s", trained).allMatch(List::isEmpty);
    assertThat(store.datasets().holdout(ACME, 2))
        .extracting(Example::id)
        .doesNotContainAnyElementsOf(ids);
    assertNothingIsWritten(saved);
  }

  private void assertNothingIsWritten(Dataset saved) throws IOException {
    Path file = Dataset.trainingFile(store.clients().folder(ACME), saved.version());
    Set<String> texts = new TreeSet<>();
    for (String line : Files.readAllLines(file)) {
      for (JsonNode message : Json.parse(line).path("messages")) {
        texts.add(message.path("content").asText());
      }
    }
    planted.values().stream()
        .flatMap(List::stream)
        .forEach(leak -> assertThat(texts).doesNotContain(leak.answer()));
    questions.forEach(
        question -> assertThat(texts).doesNotContain(question.question(), question.answer()));
  }

  /** One more kind: what is known of the account tells the answer. */
  @Test
  void theSystemPromptTellsNoAnswer() {
    String own = "Container GTM-ABCDEF with 29 tags.";
    String issue = "Known issue: " + questions.get(0).answer();
    String cut = questions.get(1).answer().substring(0, questions.get(1).answer().lastIndexOf(' '));
    String memory = "Remembered: " + cut + " Remembered as well: " + questions.get(2).answer();
    List<String> pieces = List.of(questions.get(3).answer().split("(?<=\\. )", -1));

    DatasetPlan plan = build(own + "\n" + issue + "\n" + memory + "\n" + String.join("\n", pieces));

    assertThat(plan.systemPrompt()).contains(own);
    questions.forEach(
        question ->
            assertThat(plan.systemPrompt())
                .as(question.answer())
                .doesNotContain(question.answer()));
    assertThat(plan.systemPrompt()).doesNotContain("Known issue", "Remembered");
    assertThat(plan.proof().path("withheld_prompt_lines").asInt()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void whatComesTogetherWhenALineGoesAndShortAnswersAreNotToldEither() {
    String[] words = questions.get(0).answer().split(" ", -1);
    String begin = String.join(" ", Arrays.copyOfRange(words, 0, words.length / 2));
    String end = String.join(" ", Arrays.copyOfRange(words, words.length / 2, words.length));

    DatasetPlan plan = build(begin + "\n" + questions.get(1).answer() + "\n" + end + "\nStays.");

    assertThat(plan.systemPrompt()).contains("Stays.");
    assertThat(plan.proof().path("withheld_prompt_lines").asInt()).isGreaterThanOrEqualTo(2);
  }
}
