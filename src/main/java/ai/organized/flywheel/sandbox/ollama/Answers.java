package ai.organized.flywheel.sandbox.ollama;

import ai.organized.flywheel.embed.InProcessEmbedder;
import ai.organized.flywheel.sandbox.answers.Known;
import ai.organized.flywheel.sandbox.answers.NearestAnswer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What models say here. Nothing learns: one that was trained answers with the nearest of its
 * training lines, one with baked messages with the nearest of those, any other knows only its
 * system prompt and answers with the line of it that is nearest.
 */
final class Answers {
  private static final String NOTHING =
      "This is an untrained model in a sandbox. It has seen no examples and was told nothing.";

  private final InProcessEmbedder embedder;
  private final Map<String, NearestAnswer> byDigest = new ConcurrentHashMap<>();

  Answers(InProcessEmbedder embedder) {
    this.embedder = embedder;
  }

  String to(Conversation conversation) {
    OllamaModel model = conversation.model();
    List<Known> known = model.trainedOn();
    if (known.isEmpty()) {
      known = model.baked();
    }
    NearestAnswer nearest =
        known.isEmpty() ? NearestAnswer.ofLines(embedder, conversation.system()) : of(model, known);
    return nearest.to(conversation.question()).orElse(NOTHING);
  }

  private NearestAnswer of(OllamaModel model, List<Known> known) {
    return byDigest.computeIfAbsent(model.digest(), digest -> new NearestAnswer(embedder, known));
  }
}
