package ai.organized.flywheel.sandbox.ollama.cli;

import ai.organized.flywheel.sandbox.ollama.modelfile.CreateRequest;
import ai.organized.flywheel.sandbox.ollama.modelfile.ModelfileReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** {@code ollama create NAME -f FILE [-q TYPE]}: all it tells goes to stderr. */
final class CreateCommand {
  /** What a terminal needs to draw a line anew; it is written wherever stderr goes. */
  private static final String REDRAW = "\u001b[1G\u001b[K";

  private final OllamaServer server;
  private final PrintStream err;

  CreateCommand(OllamaServer server, PrintStream err) {
    this.server = server;
    this.err = err;
  }

  /**
   * @param quantize empty for none
   */
  void run(String name, Path modelfile, String quantize) {
    CreateRequest request =
        CreateRequest.of(ModelfileReader.read(read(modelfile)), modelfile.getParent());
    ObjectNode body = request.body().put("model", name);
    if (!quantize.isEmpty()) {
      body.put("quantize", quantize);
    }
    show("gathering model components");
    for (Path from : request.files()) {
      upload(ModelFiles.of(from), body.withObjectProperty("files"));
    }
    request
        .adapter()
        .ifPresent(path -> upload(ModelFiles.of(path), body.withObjectProperty("adapters")));
    server.postAndFollow("/api/create", body, line -> show(line.path("status").asText()));
  }

  private void upload(Map<String, Path> files, ObjectNode digests) {
    files.forEach(
        (name, file) -> {
          String digest = ModelFiles.digest(file);
          show("copying file " + digest + " 100%");
          server.upload(file, digest);
          digests.put(name, digest);
        });
  }

  private void show(String status) {
    err.print(REDRAW + status + "\n");
    err.flush();
  }

  private static byte[] read(Path modelfile) {
    if (!Files.exists(modelfile)) {
      throw new CommandError("specified Modelfile wasn't found");
    }
    try {
      return Files.readAllBytes(modelfile);
    } catch (IOException e) {
      throw new CommandError("read " + modelfile + ": " + e.getMessage());
    }
  }
}
