package ai.organized.flywheel.telemetry;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.telemetry.ServedAnswer.Texts;
import java.time.Instant;
import java.util.Optional;

/** Answers as the gateway tells them. */
public final class Served {
  public static final Instant AT = Instant.parse("2026-04-06T08:00:00Z");

  private Served() {}

  /** A good answer of version 1. */
  public static ServedAnswer answer(ClientId client, String id) {
    return answer(client, id, AT, Optional.empty());
  }

  public static ServedAnswer saying(ClientId client, String id, String prompt, String answer) {
    return answer(client, id, AT, Optional.of(new Texts(prompt, answer)));
  }

  private static ServedAnswer answer(
      ClientId client, String id, Instant at, Optional<Texts> texts) {
    return new ServedAnswer(
        id,
        at,
        client,
        Optional.of(1),
        Optional.empty(),
        "champion",
        Optional.of("a"),
        "openai",
        "ft:gpt-4o-mini-2024-07-18:org:acme-v1:x",
        Optional.empty(),
        200,
        Optional.empty(),
        true,
        812.5,
        Optional.of(140.25),
        Optional.of(900L),
        Optional.of(120L),
        Optional.of(480L),
        Optional.of("00112233445566ff"),
        texts);
  }

  /** The same request, mirrored. */
  public static ServedAnswer shadow(ServedAnswer answer) {
    return byArm(answer, "shadow");
  }

  public static ServedAnswer byArm(ServedAnswer answer, String arm) {
    return new ServedAnswer(
        answer.requestId(),
        answer.at(),
        answer.client(),
        answer.version(),
        answer.forVersion(),
        arm,
        answer.track(),
        answer.provider(),
        answer.modelId(),
        answer.fallback(),
        answer.status(),
        answer.error(),
        answer.streamed(),
        answer.latencyMs(),
        answer.firstTokenMs(),
        answer.promptTokens(),
        answer.completionTokens(),
        answer.answerBytes(),
        answer.conversation(),
        answer.texts());
  }
}
