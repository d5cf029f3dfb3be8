package ai.organized.flywheel.sandbox.ollama.modelfile;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a Modelfile as Ollama does: one character after the other, with no escape character, and
 * with a value that ends where its line does unless its quotes are still open.
 *
 * <p>Source: parser/parser.go of ollama/ollama, 0.32; its oddities are kept on purpose, the line
 * number of an error (one too high when a line end is at fault) among them.
 */
public final class ModelfileReader {
  private static final Set<String> INSTRUCTIONS =
      Set.of(
          "from",
          "license",
          "template",
          "system",
          "adapter",
          "draft",
          "renderer",
          "parser",
          "parameter",
          "message",
          "requires");
  private static final Set<String> ROLES = Set.of("system", "user", "assistant");

  private static final String NO_INSTRUCTION =
      "command must be one of \"from\", \"license\", \"template\", \"system\", \"adapter\","
          + " \"draft\", \"renderer\", \"parser\", \"parameter\", \"message\", or \"requires\"";
  private static final String NO_ROLE =
      "message role must be one of \"system\", \"user\", or \"assistant\"";

  private enum Within {
    NOTHING,
    COMMENT,
    NAME,
    PARAMETER_NAME,
    ROLE,
    VALUE
  }

  private final List<Instruction> instructions = new ArrayList<>();
  private final StringBuilder read = new StringBuilder();
  private Within within = Within.NOTHING;
  private String name = "";
  private String role = "";
  private int line = 1;

  private ModelfileReader() {}

  /**
   * The instructions, in order.
   *
   * @throws ModelfileError where Ollama refuses
   */
  public static List<Instruction> read(byte[] file) {
    ModelfileReader reader = new ModelfileReader();
    text(file).codePoints().forEach(reader::take);
    reader.end();
    return List.copyOf(reader.instructions);
  }

  /** UTF-8, unless a byte order mark says otherwise; the mark itself is not read. */
  private static String text(byte[] file) {
    Charset charset = StandardCharsets.UTF_8;
    int mark = 0;
    if (startsWith(file, 0xEF, 0xBB, 0xBF)) {
      mark = 3;
    } else if (startsWith(file, 0xFE, 0xFF)) {
      charset = StandardCharsets.UTF_16BE;
      mark = 2;
    } else if (startsWith(file, 0xFF, 0xFE)) {
      charset = StandardCharsets.UTF_16LE;
      mark = 2;
    }
    return charset.decode(ByteBuffer.wrap(file, mark, file.length - mark)).toString();
  }

  private static boolean startsWith(byte[] file, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= file.length || Byte.toUnsignedInt(file[i]) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private void take(int c) {
    if (Characters.isLineEnd(c)) {
      line++;
    }
    switch (within) {
      case NOTHING -> takeAtStart(c);
      case COMMENT -> within = Characters.isLineEnd(c) ? Within.NOTHING : Within.COMMENT;
      case NAME -> takeInName(c);
      case PARAMETER_NAME -> takeInParameterName(c);
      case ROLE -> takeInRole(c);
      case VALUE -> takeInValue(c);
    }
  }

  private void takeAtStart(int c) {
    if (c == '#') {
      within = Within.COMMENT;
    } else if (!Characters.isBlank(c) && !Characters.isLineEnd(c)) {
      read.setLength(0);
      keep(c);
      within = Within.NAME;
    }
  }

  private void takeInName(int c) {
    if (Characters.isLetter(c)) {
      keep(c);
      return;
    }
    String word = read.toString().toLowerCase(Locale.ROOT);
    if (!Characters.isBlank(c) || !INSTRUCTIONS.contains(word)) {
      throw ModelfileError.at(line, NO_INSTRUCTION);
    }
    name = word.equals("from") ? "model" : word;
    within =
        switch (word) {
          case "parameter" -> Within.PARAMETER_NAME;
          case "message" -> Within.ROLE;
          default -> Within.VALUE;
        };
    read.setLength(0);
  }

  private void takeInParameterName(int c) {
    if (Characters.isLetter(c) || (c >= '0' && c <= '9') || c == '_') {
      keep(c);
      return;
    }
    if (!Characters.isBlank(c)) {
      throw ModelfileError.unexpectedEnd(read.toString());
    }
    name = read.toString();
    beginValue();
  }

  private void takeInRole(int c) {
    if (Characters.isLetter(c)) {
      keep(c);
      return;
    }
    if (!Characters.isBlank(c)) {
      throw ModelfileError.unexpectedEnd(read.toString());
    }
    role = read.toString();
    if (!ROLES.contains(role)) {
      throw ModelfileError.at(line, NO_ROLE);
    }
    beginValue();
  }

  private void beginValue() {
    read.setLength(0);
    within = Within.VALUE;
  }

  /** Only at a line end it is asked whether the quotes are closed. */
  private void takeInValue(int c) {
    if (Characters.isBlank(c)) {
      read.appendCodePoint(c);
    } else if (Characters.isLineEnd(c)) {
      Optional<String> value = unquoted(read);
      if (value.isEmpty()) {
        read.appendCodePoint(c);
      } else {
        add(value.get());
        within = Within.NOTHING;
      }
    } else {
      keep(c);
    }
  }

  private void add(String value) {
    instructions.add(new Instruction(name, role.isEmpty() ? value : role + ": " + value));
    role = "";
  }

  private void end() {
    switch (within) {
      case NOTHING, COMMENT -> {}
      case VALUE -> add(unquoted(read).orElseThrow(() -> ModelfileError.unexpectedEnd("")));
      case NAME, PARAMETER_NAME, ROLE -> throw ModelfileError.unexpectedEnd("");
    }
    if (instructions.stream().noneMatch(each -> each.name().equals("model"))) {
      throw new ModelfileError("no FROM line");
    }
  }

  /**
   * Nothing while the quotes are open. Single quotes are no quotes. It is asked at every line end
   * of a text that may be long, so nothing is copied before it is known.
   */
  private static Optional<String> unquoted(StringBuilder text) {
    int start = 0;
    int end = text.length();
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    int quotes = quotesFrom(text, start, end) == 3 ? 3 : Math.min(1, quotesFrom(text, start, end));
    boolean closed = end - start >= 2 * quotes;
    for (int i = 1; i <= quotes && closed; i++) {
      closed = text.charAt(end - i) == '"';
    }
    return closed ? Optional.of(text.substring(start + quotes, end - quotes)) : Optional.empty();
  }

  private static int quotesFrom(StringBuilder text, int start, int end) {
    int at = start;
    while (at < end && at < start + 3 && text.charAt(at) == '"') {
      at++;
    }
    return at - start;
  }

  private void keep(int c) {
    if (Characters.isPrintable(c)) {
      read.appendCodePoint(c);
    }
  }
}
