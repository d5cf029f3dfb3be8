package ai.organized.flywheel.dataset;

import ai.organized.flywheel.client.ClientId;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Dataset N of a client, as it was written; it never changes.
 *
 * @param hash SHA-256 over the lines of both files, lower-case hex
 */
public record Dataset(
    ClientId client,
    int version,
    String hash,
    String systemPrompt,
    Optional<String> accountStateVersion,
    int trainingLines,
    int holdoutLines) {

  public static Path trainingFile(Path clientFolder, int version) {
    return clientFolder.resolve("v" + version + ".jsonl");
  }

  public static Path holdoutFile(Path clientFolder, int version) {
    return clientFolder.resolve("v" + version + "_eval.jsonl");
  }

  public static Path manifestFile(Path clientFolder, int version) {
    return clientFolder.resolve("v" + version + ".manifest.json");
  }
}
