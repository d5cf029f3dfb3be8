package ai.organized.flywheel.sandbox.ollama.modelfile;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a Modelfile asks {@code /api/create} for.
 *
 * @param body without files and adapters, whose digests are told after they are read
 * @param files path of every {@code FROM} that is there
 * @param adapter path of the last {@code ADAPTER}: of several only this one counts
 */
public record CreateRequest(ObjectNode body, List<Path> files, Optional<Path> adapter) {
  private static final String NUMBERS = "(0|[1-9][0-9]*)";
  private static final String SEMVER =
      "v?" + NUMBERS + "(\\." + NUMBERS + "(\\." + NUMBERS + "(-[0-9A-Za-z.-]+)?)?)?";

  /**
   * @param folder of the Modelfile: paths are relative to it
   * @throws ModelfileError where the command line refuses
   */
  public static CreateRequest of(List<Instruction> modelfile, Path folder) {
    ObjectNode body = Json.object();
    List<Path> files = new ArrayList<>();
    Optional<Path> adapter = Optional.empty();
    for (Instruction each : modelfile) {
      String value = each.value();
      switch (each.name()) {
        case "model" -> {
          Path path = folder.resolve(value);
          // A stray folder with the name of a model takes its place; so it is in the real one.
          if (path.toFile().exists()) {
            files.add(path);
          } else {
            body.put("from", value);
          }
        }
        case "adapter" -> adapter = Optional.of(folder.resolve(value));
        case "draft" -> throw new ModelfileError("the stand-in knows no DRAFT");
        case "template", "system", "renderer", "parser" -> body.put(each.name(), value);
        case "license" -> body.withArray("license").add(value);
        case "requires" -> body.put("requires", version(value));
        case "message" -> {
          String[] roleAndText = value.split(": ", 2);
          String text = roleAndText.length == 2 ? roleAndText[1] : "";
          body.withArray("messages").addObject().put("role", roleAndText[0]).put("content", text);
        }
        default -> {
          if (!RunParameters.isDeprecated(each.name())) {
            RunParameters.put(body.withObjectProperty("parameters"), each.name(), value);
          }
        }
      }
    }
    return new CreateRequest(body, List.copyOf(files), adapter);
  }

  private static String version(String value) {
    if (!value.matches(SEMVER)) {
      throw new ModelfileError("requires must be a valid semver (e.g. 0.14.0)");
    }
    return value.startsWith("v") ? value.substring(1) : value;
  }
}
