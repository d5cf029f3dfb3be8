package ai.organized.flywheel.bench.gateway;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Locale;

/** How a request of the soak ended. */
public enum Verdict {
  /** As the stub said it, whole. */
  ANSWERED,
  /** An error object with its status, or an error event at the end of a stream. */
  CLEAN_ERROR,
  /** The connection ended in the middle of an answer. */
  CUT,
  /** No end within the patience. */
  HUNG,
  /** Neither an answer of the stub nor an error object. */
  WRONG;

  /** As it is shown. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  boolean isBad() {
    return this != ANSWERED && this != CLEAN_ERROR;
  }

  /** Of an answer that is whole as HTTP. */
  static Verdict of(int status, boolean streamed, String body) {
    if (status >= 400) {
      return isError(body) ? CLEAN_ERROR : WRONG;
    }
    if (!streamed) {
      return body.equals(StubAnswers.PLAIN) ? ANSWERED : WRONG;
    }
    if (NumberedFrames.areWhole(body, StubUpstream.FRAMES)) {
      return ANSWERED;
    }
    return body.lines().anyMatch(line -> line.startsWith("data: {\"error\"") && isError(line))
        ? CLEAN_ERROR
        : WRONG;
  }

  private static boolean isError(String text) {
    try {
      String json = text.startsWith("data: ") ? text.substring(6) : text;
      return !Json.STRICT.readTree(json).at("/error/message").asText().isBlank();
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
