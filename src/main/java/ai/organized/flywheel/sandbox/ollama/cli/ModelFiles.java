package ai.organized.flywheel.sandbox.ollama.cli;

import ai.organized.flywheel.hash.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which files of a folder make a model. */
final class ModelFiles {
  /** The first pattern that fits a file of the folder decides which weights are taken. */
  private static final List<String> WEIGHTS =
      List.of(
          "model.*\\.safetensors",
          "consolidated.*\\.safetensors",
          "pytorch_model.*\\.bin",
          "consolidated.*\\.pth",
          ".*\\.gguf",
          ".*\\.bin");

  private ModelFiles() {}

  /** A file itself; of a folder the weights with what describes them, by name. */
  static Map<String, Path> of(Path path) {
    Map<String, Path> files = new TreeMap<>();
    if (!Files.isDirectory(path)) {
      files.put(path.getFileName().toString(), path);
      return files;
    }
    List<Path> all = list(path);
    List<Path> weights =
        WEIGHTS.stream()
            .map(pattern -> named(all, pattern))
            .filter(found -> !found.isEmpty())
            .findFirst()
            .orElseThrow(() -> new CommandError("no Modelfile or safetensors files found"));
    List<Path> taken = new ArrayList<>(weights);
    taken.addAll(named(all, ".*\\.json|tokenizer\\.model|chat_template\\.jinja"));
    taken.forEach(file -> files.put(file.getFileName().toString(), file));
    return files;
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new CommandError("open " + folder + ": " + e.getMessage());
    }
  }

  private static List<Path> named(List<Path> files, String pattern) {
    return files.stream().filter(file -> file.getFileName().toString().matches(pattern)).toList();
  }

  static String digest(Path file) {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digest = new DigestInputStream(in, Sha256.digest())) {
      digest.transferTo(OutputStream.nullOutputStream());
      return "sha256:" + HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (IOException e) {
      throw new CommandError("open " + file + ": " + e.getMessage());
    }
  }
}
