package ai.organized.flywheel.sandbox.mlx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** A text in double quotes: what JSON allows there, YAML allows too. */
final class Quoted {
  private static final JsonMapper JSON = new JsonMapper();

  private Quoted() {}

  static String read(String quoted) {
    try {
      return JSON.readValue(quoted, String.class);
    } catch (JsonProcessingException e) {
      throw ToolExit.python("yaml.scanner.ScannerError", "while scanning a quoted scalar");
    }
  }
}
