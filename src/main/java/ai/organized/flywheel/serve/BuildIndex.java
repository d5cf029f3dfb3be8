package ai.organized.flywheel.serve;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.dataset.UsableExamples;
import ai.organized.flywheel.dataset.UsableExamples.Stamp;
import ai.organized.flywheel.dataset.UsableExamples.Usable;
import ai.organized.flywheel.embed.Embedder;
import ai.organized.flywheel.vectors.BlockedCosine;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the index of a client's usable examples. What no dataset build has looked at yet is left
 * out when it means what a question of the holdout means, or its answer.
 */
final class BuildIndex {
  /** The best examples of a client; a person never had more. */
  private static final int MOST = 20_000;

  /** 32 MB of vectors. */
  private static final int MOST_FLOATS = 8 << 20;

  private final UsableExamples examples;
  private final Embedder embedder;

  BuildIndex(UsableExamples examples, Embedder embedder) {
    this.examples = examples;
    this.embedder = embedder;
  }

  Index of(ClientId client, Stamp stamp) {
    List<Usable> usable = examples.best(client, stamp.threshold(), MOST);
    List<float[]> questions = embedded(client, usable.stream().map(Usable::question).toList());
    boolean[] leaks = leaks(client, usable, questions);
    List<String> ids = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    int room = questions.isEmpty() ? 0 : MOST_FLOATS / questions.get(0).length;
    for (int place = 0; place < questions.size() && ids.size() < room; place++) {
      if (!leaks[place]) {
        ids.add(usable.get(place).id());
        vectors.add(questions.get(place));
      }
    }
    return new Index(stamp, List.copyOf(ids), List.copyOf(vectors));
  }

  private boolean[] leaks(ClientId client, List<Usable> usable, List<float[]> questions) {
    boolean[] leaks = new boolean[usable.size()];
    List<Integer> places = new ArrayList<>();
    List<float[]> fresh = new ArrayList<>();
    for (int place = 0; place < usable.size(); place++) {
      if (!usable.get(place).built()) {
        places.add(place);
        fresh.add(questions.get(place));
      }
    }
    List<String> answers = places.stream().map(place -> usable.get(place).answer()).toList();
    if (!answers.isEmpty()) {
      List<float[]> holdout = embedded(client, examples.holdoutTexts(client));
      for (List<float[]> texts : List.of(fresh, embedded(client, answers))) {
        BlockedCosine.cross(
            texts,
            holdout,
            embedder.threshold(),
            (line, question, cosine) -> leaks[places.get(line)] = true);
      }
    }
    return leaks;
  }

  private List<float[]> embedded(ClientId client, List<String> texts) {
    return texts.isEmpty() ? List.of() : embedder.embed(client, texts);
  }
}
