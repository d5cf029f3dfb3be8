package ai.organized.flywheel.bench.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The body of one stream: whether every frame came, once and in its turn. */
final class NumberedFrames implements Answer.Body {
  private static final Pattern NUMBER = Pattern.compile("\"delta\":\\{\"content\":\" (\\d+)\"");

  private final ByteArrayOutputStream all = new ByteArrayOutputStream();

  @Override
  public void part(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      all.write(bytes.get());
    }
  }

  boolean areWhole(int frames) {
    return areWhole(all.toString(StandardCharsets.UTF_8), frames);
  }

  static boolean areWhole(String text, int frames) {
    Matcher numbers = NUMBER.matcher(text);
    int next = 0;
    while (numbers.find()) {
      if (Integer.parseInt(numbers.group(1)) != next++) {
        return false;
      }
    }
    return next == frames && text.endsWith(StubAnswers.DONE);
  }
}
