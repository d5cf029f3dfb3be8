package ai.organized.flywheel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files in {@code routes/}, read as plain YAML. */
public final class RouteFiles {
  private static final YAMLMapper YAML = new YAMLMapper();

  private RouteFiles() {}

  public static List<Path> all() {
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode read(Path file) {
    try {
      return YAML.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The routes of all files. */
  public static List<JsonNode> routes() {
    List<JsonNode> routes = new ArrayList<>();
    for (Path file : all()) {
      for (JsonNode entry : read(file)) {
        if (entry.has("route")) {
          routes.add(entry.get("route"));
        }
      }
    }
    return routes;
  }

  /** Every object below a key of that name, in all files. */
  public static List<JsonNode> each(String key) {
    List<JsonNode> found = new ArrayList<>();
    all().forEach(file -> found.addAll(read(file).findValues(key)));
    return found;
  }
}
