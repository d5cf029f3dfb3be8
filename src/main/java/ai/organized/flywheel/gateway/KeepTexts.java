package ai.organized.flywheel.gateway;

import ai.organized.flywheel.serve.ChatBody;
import ai.organized.flywheel.telemetry.ServedAnswer.Texts;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Collects what was asked and answered, of a client that allows it. */
final class KeepTexts {
  /** What is longer is not kept at all: half of it is no evidence. */
  private static final int LONGEST = 256 << 10;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ChatBody question;
  private final Buffer answer = Buffer.buffer();
  private boolean tooLong;

  KeepTexts(ChatBody question) {
    this.question = question;
    this.tooLong = question.size() > LONGEST;
  }

  void pass(Buffer piece) {
    tooLong |= answer.length() + piece.length() > LONGEST;
    if (!tooLong) {
      answer.appendBuffer(piece);
    }
  }

  /** What the user said last, and the text of the first choice; empty: there is no such text. */
  Optional<Texts> read() {
    if (tooLong) {
      return Optional.empty();
    }
    String said = answer.toString(StandardCharsets.UTF_8);
    StringBuilder text = new StringBuilder();
    try {
      if (said.stripLeading().startsWith("{")) {
        text.append(JSON.readTree(said).at("/choices/0/message/content").asText(""));
      } else {
        said.lines()
            .filter(line -> line.startsWith("data:") && !line.endsWith("[DONE]"))
            .forEach(line -> text.append(delta(line.substring("data:".length()))));
      }
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(new Texts(question.lastQuestion(), text.toString()));
  }

  private static String delta(String event) {
    try {
      JsonNode choice = JSON.readTree(event).at("/choices/0");
      return choice.path("index").asInt(0) == 0 ? choice.at("/delta/content").asText("") : "";
    } catch (JsonProcessingException e) {
      return "";
    }
  }
}
