package ai.organized.flywheel.validate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The questions and answers of the file that belongs to the one that is checked: of a training file
 * its evaluation file, and the other way round. What is in both was learned by heart.
 */
final class OtherPart {
  private static final String END = ".jsonl";
  private static final String EVALUATION = "_eval" + END;

  private final SeenTexts questions = new SeenTexts();
  private final SeenTexts answers = new SeenTexts();
  private long lines;

  /** By its name: {@code v3_eval.jsonl}, or one of MLX's {@code valid.jsonl, test.jsonl}. */
  static boolean isEvaluation(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(EVALUATION) || name.equals("valid.jsonl") || name.equals("test.jsonl");
  }

  /** The other file, when it lies beside this one. */
  static Optional<Path> beside(Path file) {
    String name = file.getFileName().toString();
    String other;
    if (name.endsWith(EVALUATION)) {
      other = name.substring(0, name.length() - EVALUATION.length()) + END;
    } else if (name.equals("train.jsonl")) {
      other = "valid.jsonl";
    } else if (isEvaluation(file)) {
      other = "train.jsonl";
    } else if (name.endsWith(END)) {
      other = name.substring(0, name.length() - END.length()) + EVALUATION;
    } else {
      return Optional.empty();
    }
    return Optional.of(file.resolveSibling(other)).filter(Files::isRegularFile);
  }

  /** Reads what can be read: what is wrong with that file is told when it is checked itself. */
  static OtherPart read(Path file) throws IOException {
    OtherPart part = new OtherPart();
    Findings ignored = new Findings();
    try (InputStream in = Files.newInputStream(file)) {
      FileLines lines = new FileLines(in);
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        if (line.get().text().isPresent()) {
          ReadObject.of(line.get(), ignored)
              .ifPresent(object -> part.add(object, Shape.of(object)));
        }
      }
    }
    return part;
  }

  private void add(ObjectNode object, Shape shape) {
    lines++;
    Sample sample = Sample.of(object, shape);
    int number = (int) Math.min(lines, Integer.MAX_VALUE);
    questions.put(sample.question(), number);
    answers.put(sample.answer(), number);
  }

  long lines() {
    return lines;
  }

  void compare(long line, Sample sample, Path file, Findings findings) {
    if (questions.get(sample.question()) > 0) {
      findings.error(line, "in_both_parts", "asks what " + file.getFileName() + " asks too");
    } else if (answers.get(sample.answer()) > 0) {
      findings.warning(
          line,
          "answer_in_both_parts",
          "gives an answer that " + file.getFileName() + " gives too");
    }
  }
}
