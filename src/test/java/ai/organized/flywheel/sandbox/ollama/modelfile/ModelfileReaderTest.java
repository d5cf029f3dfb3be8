package ai.organized.flywheel.sandbox.ollama.modelfile;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelfileReaderTest {
  private static final String Q = "\"\"\"";

  private static List<Instruction> read(String file) {
    return ModelfileReader.read(file.getBytes(UTF_8));
  }

  private static Instruction is(String name, String value) {
    return new Instruction(name, value);
  }

  private static String refusal(String file) {
    try {
      read(file);
      return "taken";
    } catch (ModelfileError e) {
      return e.getMessage();
    }
  }

  @Test
  void everyInstructionIsReadInWhateverCase() {
    assertThat(
            read(
                """
                from llama3.1:8b
                ADAPTER ./a.gguf
                License MIT
                MESSAGE user What is wrong?
                PARAMETER num_ctx 4096
                parser llama
                RENDERER llama
                REQUIRES 0.14.0
                SYSTEM You know tracking.
                TEMPLATE {{ .Prompt }}
                """))
        .containsExactly(
            is("model", "llama3.1:8b"),
            is("adapter", "./a.gguf"),
            is("license", "MIT"),
            is("message", "user: What is wrong?"),
            is("num_ctx", "4096"),
            is("parser", "llama"),
            is("renderer", "llama"),
            is("requires", "0.14.0"),
            is("system", "You know tracking."),
            is("template", "{{ .Prompt }}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LABEL client_id=\"hre\"\n", "FROM2 x\n", "SYSTEM: x\n", "«FROM x\n"})
  void whatIsNoInstructionIsRefusedWithTheList(String line) {
    assertThat(refusal("FROM a\n" + line))
        .isEqualTo(
            "(line 2): command must be one of \"from\", \"license\", \"template\", \"system\","
                + " \"adapter\", \"draft\", \"renderer\", \"parser\", \"parameter\", \"message\","
                + " or \"requires\"");
  }

  @Test
  void anInstructionAloneOnItsLineIsRefusedOneLineLater() {
    assertThat(refusal("FROM a\nSYSTEM\nhello\n")).startsWith("(line 3): command must be one of");
  }

  @Test
  void aFileWithoutABaseIsRefused() {
    assertThat(refusal("SYSTEM x\n")).isEqualTo("no FROM line");
    assertThat(refusal("")).isEqualTo("no FROM line");
    assertThat(refusal("# FROM a\n")).isEqualTo("no FROM line");
  }

  @Test
  void aHashIsACommentOnlyAtTheStartOfALine() {
    assertThat(read("FROM a # x\n  # y\n\t# z\r# w\r\nSYSTEM #5\n"))
        .containsExactly(is("model", "a # x"), is("system", "#5"));
  }

  @Test
  void anUnquotedValueIsTrimmedAndSingleQuotesAreNone() {
    assertThat(read("FROM   a \t\nSYSTEM 'x'\nSYSTEM \n"))
        .containsExactly(is("model", "a"), is("system", "'x'"), is("system", ""));
  }

  @Test
  void aQuotedValueEndsAtTheFirstLineEndAfterItsQuotes() {
    assertThat(read("FROM a\nSYSTEM \"x \"y\" z\nw\"\nSYSTEM " + Q + " a\n\n b\" " + Q + "  \n"))
        .containsExactly(
            is("model", "a"), is("system", "x \"y\" z\nw"), is("system", " a\n\n b\" "));
    assertThat(read("FROM a\nSYSTEM " + Q + "it is \"so\"" + Q))
        .contains(is("system", "it is \"so\""));
  }

  @Test
  void aLineOfTheTextThatEndsInThreeQuotesClosesItAndTheRestIsRead() {
    for (String lineEnd : List.of("\n", "\r", "\r\n", " \t\n")) {
      assertThat(read("FROM a\nSYSTEM " + Q + "x" + Q + lineEnd + "FROM evil\n#" + Q + "\n"))
          .containsExactly(is("model", "a"), is("system", "x"), is("model", "evil"));
    }
  }

  @Test
  void threeQuotesWithinALineCloseNothing() {
    assertThat(read("FROM a\nSYSTEM " + Q + "x " + Q + " y" + Q + "\n"))
        .containsExactly(is("model", "a"), is("system", "x " + Q + " y"));
  }

  @Test
  void anUnquotedValueThatBeginsWithAQuoteSwallowsLines() {
    assertThat(read("SYSTEM \"so\" he said\nFROM b\nLICENSE \"x\"\nFROM a\n"))
        .containsExactly(is("system", "so\" he said\nFROM b\nLICENSE \"x"), is("model", "a"));
    assertThat(refusal("FROM a\nSYSTEM \"so\" he said\n")).isEqualTo("unexpected EOF");
    assertThat(refusal("FROM a\nSYSTEM " + Q + "x\"\"\n")).isEqualTo("unexpected EOF");
  }

  @Test
  void aFileThatEndsWithinAWordIsRefused() {
    assertThat(refusal("FROM a\nSYS")).isEqualTo("unexpected EOF");
    assertThat(refusal("FROM a\nPARAMETER num_ctx\n")).isEqualTo("unexpected EOF: num_ctx");
    assertThat(refusal("FROM a\nMESSAGE user\n")).isEqualTo("unexpected EOF: user");
  }

  @Test
  void whatCannotBeSeenVanishes() {
    assertThat(read("FROM a\u0000\nSYSTEM x\u00a0y\u200dz\u00ad \u2028w\ufeff é 👍\tτ\n"))
        .containsExactly(is("model", "a"), is("system", "xyz w é 👍\tτ"));
    assertThat(read("FROM a\nSYSTEM " + Q + "x\"\u200d\"\u200d\"\nFROM evil\n"))
        .contains(is("model", "evil"));
  }

  @Test
  void rolesAreThreeWordsInLowerCase() {
    assertThat(read("FROM a\nMESSAGE assistant \"\"\"x: y\nz\"\"\"\nMESSAGE system s\n"))
        .contains(is("message", "assistant: x: y\nz"), is("message", "system: s"));
    for (String role : List.of("User", "tool", "")) {
      assertThat(refusal("FROM a\nMESSAGE " + role + " x\n"))
          .isEqualTo(
              "(line 2): message role must be one of \"system\", \"user\", or \"assistant\"");
    }
  }

  @Test
  void aByteOrderMarkIsTakenForWhatItIs() {
    List<Instruction> expected = List.of(is("model", "é"));
    assertThat(read("\ufeffFROM é\n")).isEqualTo(expected);
    assertThat(ModelfileReader.read("\ufeffFROM é\n".getBytes(UTF_16LE))).isEqualTo(expected);
    assertThat(ModelfileReader.read("\ufeffFROM é\n".getBytes(UTF_16BE))).isEqualTo(expected);
    assertThatThrownBy(() -> ModelfileReader.read("FROM a\n".getBytes(UTF_16BE)))
        .isInstanceOf(ModelfileError.class);
  }
}
