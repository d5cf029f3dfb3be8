package ai.organized.flywheel.dataset;

import ai.organized.flywheel.embed.Embedder;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.near.FixDetails;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import ai.organized.flywheel.settings.Settings.Embedding;
import ai.organized.flywheel.vectors.NearPair;
import ai.organized.flywheel.vectors.VectorStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Drops what a better example says already in other words: the cosine of their answers reaches the
 * embedder's threshold and they name the same identifiers, numbers and negations, in any order.
 *
 * <p>Each is compared with each, exactly. Above {@code flywheel.embed.max-compared} examples this
 * is not done, and the manifest says so.
 */
public final class CompareMeanings {
  private final Embedder embedder;
  private final VectorStore vectors;
  private final Embedding settings;
  private final DatasetRules rules;

  public CompareMeanings(
      Embedder embedder, VectorStore vectors, Embedding settings, DatasetRules rules) {
    this.embedder = embedder;
    this.vectors = vectors;
    this.settings = settings;
    this.rules = rules;
  }

  public void compare(Building building) {
    Decisions decisions = building.decisions;
    int examples = decisions.count(Part.TRAIN) + decisions.count(Part.HOLDOUT);
    if (examples > settings.maxCompared()) {
      building.notes.add(
          "meanings were not compared: "
              + examples
              + " examples are more than flywheel.embed.max-compared, "
              + settings.maxCompared());
      return;
    }
    building.progress.accept("Comparing what " + examples + " examples mean");
    embed(building);
    List<Example> answers = new ArrayList<>();
    Places places = new Places();
    building.forEach(
        Part.TRAIN,
        (place, example) -> {
          answers.add(example);
          places.add(place);
        });
    List<float[]> vectorsOfAnswers =
        answers.stream().map(e -> building.vectors.get(e.answer())).toList();
    List<NearPair> pairs = new ArrayList<>();
    try {
      List<String> ids = answers.stream().map(Example::id).toList();
      pairs.addAll(vectors.pairs(building.client, ids, vectorsOfAnswers, threshold()));
    } catch (RefusedException e) {
      if (!e.code().equals(VectorStore.TOO_MANY_PAIRS)) {
        throw e;
      }
      building.vectors.clear();
      building.notes.add("meanings were not compared: " + e.getMessage());
      return;
    }
    pairs.sort(
        Comparator.comparingInt(NearPair::second)
            .thenComparing(Comparator.comparingDouble(NearPair::cosine).reversed())
            .thenComparingInt(NearPair::first));
    for (NearPair pair : pairs) {
      int better = places.at(pair.first());
      int other = places.at(pair.second());
      if (decisions.is(better, Part.TRAIN) && decisions.is(other, Part.TRAIN)) {
        if (sameFix(answers.get(pair.first()), answers.get(pair.second()))) {
          FindDuplicates.drop(building, other, Why.NEAR_MEANING, better, pair.cosine());
        } else {
          building.groups.join(better, other);
        }
      }
    }
    nameWhatStayed(decisions);
    TooManyDuplicates.refuse(decisions, building, rules.maxDroppedShare());
  }

  /** What stayed for a duplicate may have gone since for a better one. */
  private static void nameWhatStayed(Decisions decisions) {
    for (int place = 0; place < decisions.size(); place++) {
      if (decisions.is(place, Part.DUPLICATE)) {
        int stayed = decisions.other(place);
        while (decisions.is(stayed, Part.DUPLICATE)) {
          stayed = decisions.other(stayed);
        }
        decisions.move(
            place, Part.DUPLICATE, decisions.why(place), stayed, decisions.similarity(place));
      }
    }
  }

  private double threshold() {
    return settings.threshold().orElse(embedder.threshold());
  }

  /** Questions and answers alike: the leak firewall compares both. */
  private void embed(Building building) {
    Set<String> texts = new LinkedHashSet<>();
    Decisions decisions = building.decisions;
    building.candidates.forTexts(
        place ->
            decisions.is(place, Part.TRAIN)
                || decisions.is(place, Part.HOLDOUT)
                || decisions.past(place) == Example.Past.TRAINED,
        (place, example) -> {
          texts.add(example.question());
          texts.add(example.answer());
        });
    building.systemPrompt.lines().filter(line -> !line.isBlank()).forEach(texts::add);
    List<String> ordered = List.copyOf(texts);
    List<float[]> made = embedder.embed(building.client, ordered);
    for (int i = 0; i < ordered.size(); i++) {
      building.vectors.put(ordered.get(i), made.get(i));
    }
    building.embedder = embedder.fingerprint();
    building.meaningThreshold = threshold();
  }

  /** A paraphrase may name them in another order. */
  private static boolean sameFix(Example one, Example other) {
    return details(one).equals(details(other));
  }

  private static List<String> details(Example example) {
    return FixDetails.of(example.answer()).said().stream().sorted().toList();
  }
}
