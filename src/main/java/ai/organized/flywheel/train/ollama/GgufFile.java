package ai.organized.flywheel.train.ollama;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.hash.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Locale;

/** A base model that is a file of this machine, not a name that Ollama knows. */
record GgufFile(Path path) {
  private static final String MAGIC = "GGUF";

  static boolean isMeantBy(String base) {
    return base.toLowerCase(Locale.ROOT).endsWith(".gguf");
  }

  static GgufFile of(String base) {
    return new GgufFile(Path.of(base));
  }

  String name() {
    return path.getFileName().toString();
  }

  /**
   * @throws RefusedException when it cannot be read, or is another kind of file
   */
  void require() {
    try (InputStream in = Files.newInputStream(path)) {
      String begin = new String(in.readNBytes(MAGIC.length()), StandardCharsets.US_ASCII);
      if (!begin.equals(MAGIC)) {
        throw refused(" is no GGUF file");
      }
    } catch (IOException e) {
      throw refused(" cannot be read");
    }
  }

  /** {@code sha256:} and 64 hexadecimal digits: what Ollama calls it. */
  String digest() {
    try (InputStream in = Files.newInputStream(path);
        DigestInputStream digest = new DigestInputStream(in, Sha256.digest())) {
      digest.transferTo(OutputStream.nullOutputStream());
      return "sha256:" + HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (IOException e) {
      throw refused(" cannot be read");
    }
  }

  private RefusedException refused(String why) {
    return new RefusedException(
        "invalid_base_model",
        "the base model "
            + path
            + why
            + "; set FLYWHEEL_OLLAMA_BASE_MODEL to a .gguf file of this machine, or to the name of"
            + " a model such as llama3.1:8b");
  }
}
