package ai.organized.flywheel.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventStreamTest {
  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @Test
  void fieldsAreReadAsTheFormatHasThem() throws IOException {
    EventStream events =
        stream(
            """
            : a comment

            event: message
            id: 7
            retry: 250
            data: first
            data:  second

            data

            unknown: x
            data:third

            data: cut off\
            """);

    assertThat(events.next()).contains("first\n second");
    assertThat(events.next()).contains("");
    assertThat(events.next()).contains("third");
    assertThat(events.next()).isEmpty();
    assertThat(events.cut()).isEqualTo(new EventStream.Cut("7", Duration.ofMillis(250)));
  }

  @Test
  void streamWithoutAnIdCannotBeGoneOnWith() throws IOException {
    EventStream events = stream("retry: soon\ndata: x\n\n");

    assertThat(events.next()).contains("x");
    assertThat(events.next()).isEmpty();
    assertThat(events.cut()).isEqualTo(new EventStream.Cut("", Duration.ofSeconds(1)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsSentIsReadWhateverTheLineEndsAndThePieces(long seed) throws IOException {
    Random random = new Random(seed);
    List<String> sent = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
      String data = text(random);
      sent.add(data);
      text.append(": ping").append(end).append("id: ").append(i).append(end);
      for (String line : data.split("\n", -1)) {
        text.append("data: ").append(line).append(end);
      }
      text.append(end);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    EventStream events = new EventStream(inPieces(bytes, random));

    List<String> read = new ArrayList<>();
    for (Optional<String> data = events.next(); data.isPresent(); data = events.next()) {
      read.add(data.get());
    }
    assertThat(read).isEqualTo(sent);
    assertThat(events.cut().lastEventId()).isEqualTo("0");
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(List.of("a", " ", ":", "ü", "価", "😀", "\n", "{\"x\":1}").get(random.nextInt(8)));
    }
    return text.toString();
  }

  private static InputStream inPieces(byte[] bytes, Random random) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, 1 + random.nextInt(4)));
      }
    };
  }

  private static EventStream stream(String text) {
    return new EventStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
