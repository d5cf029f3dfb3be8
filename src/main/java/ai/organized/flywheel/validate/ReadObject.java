package ai.organized.flywheel.validate;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Reads the JSON object of a line; why it is none is said without a word of it. */
final class ReadObject {
  /** Trainers read with Python, where NaN passes, and with servers, where it does not. */
  private static final ObjectReader JSON =
      Json.STRICT.reader().without(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature());

  private ReadObject() {}

  static Optional<ObjectNode> of(FileLine line, Findings findings) {
    long number = line.number();
    try {
      JsonNode node = JSON.readTree(line.text().orElseThrow());
      if (node instanceof ObjectNode object) {
        return Optional.of(object);
      }
      findings.error(number, "not_object", "is JSON, but no object");
    } catch (StreamConstraintsException e) {
      findings.error(number, "not_json", "has a text of more than 4 MiB, or is nested too deeply");
    } catch (MismatchedInputException e) {
      findings.error(number, "not_json", "gives a key twice, or goes on after its object");
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null ? "" : "; it breaks at column " + e.getLocation().getColumnNr();
      findings.error(number, "not_json", "is no JSON" + where);
    }
    return Optional.empty();
  }
}
