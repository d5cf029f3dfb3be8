package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.redact.Redactions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A few prompts that any sound model answers somehow, one with next to nothing in it: what is
 * broken about a model shows before the holdout is paid for.
 */
final class GoldenPrompts {
  private static final String FILE = "golden-prompts.txt";
  private static final int SHOWN = 80;
  private static final List<String> PROMPTS = read();

  private GoldenPrompts() {}

  /** One answer to each is enough. */
  static List<Question> to(ClientId client, Contestant contestant, Sampling sampling) {
    return IntStream.rangeClosed(1, PROMPTS.size())
        .mapToObj(n -> new Question(client, contestant, "golden:" + n, text(n), sampling, 0))
        .toList();
  }

  /** One sentence: which prompt, what is wrong with the answer, how it begins. */
  static String evidence(Answer answer) {
    String said = new Redactions().clean(answer.text()).replaceAll("\\s+", " ").strip();
    return "the answer to \""
        + answer.question().text()
        + "\" is broken ("
        + answer.flaw().map(Flaw::word).orElseThrow()
        + ")"
        + (said.isEmpty() ? "" : ": \"" + said.substring(0, Math.min(said.length(), SHOWN)) + "\"");
  }

  private static String text(int number) {
    return PROMPTS.get(number - 1);
  }

  private static List<String> read() {
    try (InputStream file = GoldenPrompts.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new BrokenException("the program lacks its file " + FILE);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
