package ai.organized.flywheel.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as answered, and what does not. */
class VerdictTest {
  private static final String ERROR = "{\"error\":{\"message\":\"gone\"}}";

  private static String stream(List<byte[]> parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anAnswerOfTheStubIsAnsweredAndAnotherIsWrong() {
    assertThat(Verdict.of(200, false, StubAnswers.PLAIN)).isEqualTo(Verdict.ANSWERED);
    assertThat(Verdict.of(200, false, "")).isEqualTo(Verdict.WRONG);
    assertThat(Verdict.of(200, false, ERROR)).isEqualTo(Verdict.WRONG);
  }

  @Test
  void anErrorIsCleanWhenItSaysWhat() {
    assertThat(Verdict.of(502, false, ERROR)).isEqualTo(Verdict.CLEAN_ERROR);
    assertThat(Verdict.of(502, true, ERROR)).isEqualTo(Verdict.CLEAN_ERROR);
    assertThat(Verdict.of(502, false, "")).isEqualTo(Verdict.WRONG);
    assertThat(Verdict.of(500, false, "<html>")).isEqualTo(Verdict.WRONG);
  }

  @Test
  void aStreamIsWholeWhenEveryFrameCameInItsTurn() throws IOException {
    List<byte[]> parts = StubAnswers.stream(StubUpstream.FRAMES);
    assertThat(Verdict.of(200, true, stream(parts))).isEqualTo(Verdict.ANSWERED);

    List<byte[]> lost = new ArrayList<>(parts);
    lost.remove(7);
    assertThat(Verdict.of(200, true, stream(lost))).isEqualTo(Verdict.WRONG);
    List<byte[]> swapped = new ArrayList<>(parts);
    Collections.swap(swapped, 3, 4);
    assertThat(Verdict.of(200, true, stream(swapped))).isEqualTo(Verdict.WRONG);
    List<byte[]> begun = parts.subList(0, 5);
    assertThat(Verdict.of(200, true, stream(begun))).isEqualTo(Verdict.WRONG);
    assertThat(Verdict.of(200, true, stream(begun) + "data: " + ERROR + "\n\n"))
        .isEqualTo(Verdict.CLEAN_ERROR);
  }
}
