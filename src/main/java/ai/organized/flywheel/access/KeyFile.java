package ai.organized.flywheel.access;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.storage.WholeFile;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The file that holds the hashes of all keys: a JSON list, readable by its owner alone. */
public final class KeyFile {
  private final Path file;

  public KeyFile(Path file) {
    this.file = file;
  }

  Path path() {
    return file;
  }

  /**
   * @return empty when there is no such file
   * @throws RefusedException when it is there and cannot be read or understood
   */
  public List<ApiKey> read() {
    try {
      return ReadKeys.read(Files.readString(file));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (RefusedException e) {
      throw unreadable(e.getMessage());
    } catch (IOException e) { // also bytes that are no UTF-8
      throw unreadable(e.getClass().getSimpleName());
    }
  }

  private RefusedException unreadable(String why) {
    return new RefusedException(
        "keys_file",
        "the file of API keys "
            + file
            + " cannot be read: "
            + why
            + "; repair it, or take it away and add the keys anew: flywheel keys add");
  }

  void write(List<ApiKey> keys) {
    ArrayNode rows = Json.STRICT.createArrayNode();
    for (ApiKey key : keys) {
      ObjectNode row = rows.addObject();
      row.put("name", key.name()).put("role", key.role().word());
      key.client().ifPresent(client -> row.put("client", client.value()));
      row.put("hash", key.hash()).put("created_at", key.createdAt().toString());
      key.requestsPerMinute().ifPresent(limit -> row.put("requests_per_minute", limit));
    }
    try {
      WholeFile.writePrivate(
          file, Json.STRICT.writerWithDefaultPrettyPrinter().writeValueAsString(rows) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
