package ai.organized.flywheel.validate;

import ai.organized.flywheel.failure.RefusedException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How many tokens a training reads in one epoch: an estimate where the model has a vocabulary of
 * its own.
 */
public final class TrainingTokens {
  private final TokenCount counted;
  private long total;

  /**
   * @param model base model; empty when it is not known
   */
  public TrainingTokens(String model) {
    this.counted = TokenCount.of(model);
  }

  public void add(String system, String question, String answer) {
    add(
        new Sample(
            List.of(new Sample.Message("system", system), new Sample.Message("user", question)),
            List.of(new Sample.Message("assistant", answer)),
            ""));
  }

  private void add(Sample sample) {
    total += counted.of(sample);
  }

  public long total() {
    return total;
  }

  /**
   * Of a training file.
   *
   * @throws RefusedException when it is not there, or a line is no conversation
   */
  public static long ofFile(Path file, String model) {
    if (!Files.isRegularFile(file)) {
      throw new RefusedException(
          "no_training_file",
          "the training file " + file + " is not there any more; put it back, or build another");
    }
    TrainingTokens tokens = new TrainingTokens(model);
    try (InputStream in = Files.newInputStream(file)) {
      FileLines lines = new FileLines(in);
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        tokens.add(Sample.of(conversation(file, line.get()), Shape.CHAT));
      }
      return tokens.total();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static ObjectNode conversation(Path file, FileLine line) {
    Optional<ObjectNode> read =
        line.text().isPresent() ? ReadObject.of(line, new Findings()) : Optional.empty();
    return read.filter(object -> object.path("messages").isArray())
        .orElseThrow(
            () ->
                new RefusedException(
                    "bad_training_file",
                    "line "
                        + line.number()
                        + " of "
                        + file
                        + " is no conversation; see: flywheel dataset validate "
                        + file));
  }
}
