package ai.organized.flywheel.sandbox.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MultipartFormTest {
  private static final String TYPE = "multipart/form-data; boundary=xx";
  private static final String GOOD =
      "--xx\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--xx--\r\n";

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyBytesThatDoNotHoldTheDelimiterComeBack(long seed) {
    byte[] content = bytesNearTheDelimiter(new Random(seed));
    String text = new String(content, ISO_8859_1);
    String form = GOOD.replace("\r\n1\r\n", "\r\n" + text + "\r\n");

    MultipartForm parsed = MultipartForm.parse(TYPE, form.getBytes(ISO_8859_1));

    assertThat(parsed.part("a").orElseThrow().content()).isEqualTo(content);
  }

  /** Made of the delimiter's own bytes, and a few others, because that is where a search errs. */
  private static byte[] bytesNearTheDelimiter(Random random) {
    String letters = "\r\n--xxx\u0000\u00ff";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    String safe = ("\r\n" + text + "\r\n").replace("\r\n--xx", "\r\n-xx");
    return safe.substring(2, Math.max(2, safe.length() - 2)).getBytes(ISO_8859_1);
  }

  @Test
  void namesAndFilenamesAreReadWithTheirEscapes() {
    String form =
        GOOD.replace(
            "name=\"a\"",
            "name=\"file\"; filename=\"a \\\"b\\\"; c.jsonl\"\r\nContent-Type: text/plain");

    MultipartForm.Part part =
        MultipartForm.parse("multipart/form-data; charset=utf-8; boundary=\"xx\"", bytes(form))
            .part("file")
            .orElseThrow();

    assertThat(part.filename()).contains("a \"b\"; c.jsonl");
    assertThat(part.text()).isEqualTo("1");
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(
      strings = {
        "",
        "--xx",
        "preamble\r\n--xx\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--xx--\r\n",
        "--xx\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n",
        "--xx\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--xx",
        "--xx\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--xx--\r\nepilogue",
        "--xx\nContent-Disposition: form-data; name=\"a\"\n\n1\n--xx--\n",
        "--xx\r\nContent-Disposition: form-data; filename=\"a\"\r\n\r\n1\r\n--xx--\r\n",
        "--xx\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--xx--\r\n",
        "--xx\r\nContent-Type: text/plain\r\n\r\n1\r\n--xx--\r\n",
        "--xx\r\n\r\n1\r\n--xx--\r\n",
      })
  void whatIsNoFormIsRefused(String body) {
    assertThatThrownBy(() -> MultipartForm.parse(TYPE, bytes(body)))
        .isInstanceOf(OpenAiError.class)
        .hasMessageStartingWith("Could not parse multipart form: ");
  }

  @Test
  void aFormOfAnotherMakerIsRead() throws IOException {
    HttpEntity made =
        MultipartEntityBuilder.create()
            .addBinaryBody("file", bytes("{}\n"), ContentType.APPLICATION_OCTET_STREAM, "t.jsonl")
            .addTextBody("purpose", "fine-tune")
            .build();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    made.writeTo(body);

    MultipartForm form = MultipartForm.parse(made.getContentType(), body.toByteArray());

    assertThat(form.part("file").orElseThrow().filename()).contains("t.jsonl");
    assertThat(form.part("file").orElseThrow().text()).isEqualTo("{}\n");
    assertThat(form.part("purpose").orElseThrow().text()).isEqualTo("fine-tune");
  }

  @Test
  void aPartThatIsThereTwiceAndATypeWithoutBoundaryAreRefused() {
    String twice = GOOD.replace("--xx--", GOOD.replace("--xx--\r\n", "--xx--"));

    assertThatThrownBy(() -> MultipartForm.parse(TYPE, bytes(twice)).part("a"))
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> MultipartForm.parse("multipart/form-data", bytes(GOOD)))
        .hasMessageContaining("boundary");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
