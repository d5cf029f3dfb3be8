package ai.organized.flywheel.telemetry;

import ai.organized.flywheel.client.ClientId;
import java.time.Instant;
import java.util.Optional;

/**
 * One answer of the gateway, as it is measured.
 *
 * @param requestId the gateway's own, as in the header {@code x-request-id}; a UUID of version 7
 *     ({@code Generators.timeBasedEpochGenerator()}): rows in the order of their key cost half as
 *     much
 * @param version of model and dataset; empty: a fallback
 * @param forVersion that was asked and did not answer, so that something else did; empty: none was
 * @param arm {@code champion}, {@code challenger}, {@code shadow} or {@code fallback}
 * @param fallback {@code rag_context} or {@code base_model}
 * @param error a word for what went wrong, never a text of a client
 * @param latencyMs until the last byte
 * @param firstTokenMs until the first byte of the body
 * @param conversation hash of what holds a conversation together
 * @param texts only of a client that allows it
 */
public record ServedAnswer(
    String requestId,
    Instant at,
    ClientId client,
    Optional<Integer> version,
    Optional<Integer> forVersion,
    String arm,
    Optional<String> track,
    String provider,
    String modelId,
    Optional<String> fallback,
    int status,
    Optional<String> error,
    boolean streamed,
    double latencyMs,
    Optional<Double> firstTokenMs,
    Optional<Long> promptTokens,
    Optional<Long> completionTokens,
    Optional<Long> answerBytes,
    Optional<String> conversation,
    Optional<Texts> texts) {

  /** What was asked and what was answered. */
  public record Texts(String prompt, String answer) {}

  /** The same without what was asked and answered. */
  ServedAnswer withoutTexts() {
    return new ServedAnswer(
        requestId,
        at,
        client,
        version,
        forVersion,
        arm,
        track,
        provider,
        modelId,
        fallback,
        status,
        error,
        streamed,
        latencyMs,
        firstTokenMs,
        promptTokens,
        completionTokens,
        answerBytes,
        conversation,
        Optional.empty());
  }
}
