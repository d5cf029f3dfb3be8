package ai.organized.flywheel.openclaw;

import ai.organized.flywheel.failure.RefusedException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * OpenClaw's {@code openclaw.json}, which is JSON5: comments, names without quotes, commas at the
 * end. It is read leniently and written as JSON, which is JSON5 too; what JSON cannot hold
 * (comments) is never dropped unasked. OpenClaw replaces the file by rename and watches it; so do
 * we.
 */
public final class ConfigFile {
  private static final JsonMapper WITHOUT_COMMENTS = mapper().build();
  private static final JsonMapper WITH_COMMENTS =
      mapper().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

  private final Path file;

  private ConfigFile(Path file) {
    this.file = file;
  }

  /**
   * @throws RefusedException when there is no such file: OpenClaw makes its own at its first start
   */
  public static ConfigFile at(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new RefusedException(
          "openclaw_config",
          "there is no file " + file + "; type: openclaw onboard, or name another file");
    }
    return new ConfigFile(file.toRealPath()); // a rename would replace a link by a file
  }

  /**
   * Merges our rows in.
   *
   * @param dropComments whether a file with comments may lose them
   * @return the copy of what was there before; empty when nothing was to be changed
   * @throws RefusedException when the file has comments, or is not understood
   */
  public Optional<Path> add(ProviderRows rows, boolean dropComments) throws IOException {
    String before = Files.readString(file);
    ObjectNode config = read(before, dropComments);
    ObjectNode after = config.deepCopy();
    MergeRows.into(after, rows);
    if (after.equals(config)) {
      return Optional.empty();
    }
    Path backup = file.resolveSibling(file.getFileName() + ".bak");
    Files.copy(
        file, backup, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    replace(ProviderRows.text(after));
    return Optional.of(backup);
  }

  private ObjectNode read(String text, boolean dropComments) {
    Optional<JsonNode> plain = parse(WITHOUT_COMMENTS, text);
    Optional<JsonNode> commented = plain.or(() -> parse(WITH_COMMENTS, text));
    if (plain.isEmpty() && commented.isPresent() && !dropComments) {
      throw new RefusedException(
          "openclaw_comments",
          file + " has comments, which would be lost; nothing was written. " + PATCH);
    }
    if (commented.isPresent() && commented.get() instanceof ObjectNode config) {
      return config;
    }
    throw new RefusedException(
        "openclaw_config", "cannot understand " + file + "; nothing was written. " + PATCH);
  }

  private static final String PATCH =
      "Let OpenClaw write it: leave out --write and send the output to a file, then type:"
          + " openclaw config patch --file THAT-FILE --dry-run; --drop-comments writes all the same";

  private static Optional<JsonNode> parse(JsonMapper mapper, String text) {
    try {
      return Optional.of(mapper.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** JSON5 except for comments and for hexadecimal, infinite and no numbers. */
  private static JsonMapper.Builder mapper() {
    return JsonMapper.builder()
        .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
        .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
        .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
        .enable(JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS)
        .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
        .enable(JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS)
        .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
  }

  /** The new file may be read by whom the old one could be: it may hold secrets. */
  private void replace(String text) {
    try {
      Path temporary = Files.createTempFile(file.getParent(), ".openclaw", ".tmp"); // mode 0600
      try {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
          Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(file));
        }
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
          ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
          channel.force(true);
        }
        Files.move(
            temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
