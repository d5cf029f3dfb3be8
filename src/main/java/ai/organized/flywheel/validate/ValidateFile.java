package ai.organized.flywheel.validate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Checks one file for one provider, as a stream: memory does not grow with the file. */
public final class ValidateFile {
  private final Path file;
  private final Options options;
  private final Findings findings = new Findings();
  private final CountDiversity diversity = new CountDiversity(findings);
  private final TokenCount counted;
  private Shape shape;
  private Provider provider;
  private long lines;
  private long tokens;
  private int longest;
  private long longestLine;
  private long cut;

  /**
   * @param provider whose rules hold; empty: the strictest that takes the shape of the file
   * @param model base model that would be trained; empty when it is not known
   * @param epochs how often a training goes through the file
   */
  public record Options(Optional<Provider> provider, String model, int epochs, Prices prices) {}

  private ValidateFile(Path file, Options options) {
    this.file = file;
    this.options = options;
    this.counted = TokenCount.of(options.model());
  }

  /**
   * @param in the file's bytes; the caller may watch how they are read
   * @throws IOException when the file, or the one beside it, cannot be read
   */
  public static Report report(Path file, InputStream in, Options options) throws IOException {
    return new ValidateFile(file, options).read(in);
  }

  private Report read(InputStream in) throws IOException {
    Optional<Path> beside = OtherPart.beside(file);
    Optional<OtherPart> other =
        beside.isPresent() ? Optional.of(OtherPart.read(beside.get())) : Optional.empty();
    FileLines all = new FileLines(in);
    for (var next = all.next(); next.isPresent(); next = all.next()) {
      FileLine line = next.get();
      lines = line.number();
      line.flaws().forEach(flaw -> findings.add(flaw.at(line.number())));
      if (line.text().isPresent()) {
        ReadObject.of(line, findings)
            .ifPresent(
                object -> {
                  Sample sample = check(line.number(), object);
                  other.ifPresent(o -> o.compare(line.number(), sample, beside.get(), findings));
                });
      }
    }
    if (shape == null) {
      decide(Shape.CHAT);
    }
    long bytes = Files.size(file);
    whole(bytes, other, beside);
    return report(bytes, beside);
  }

  private void decide(Shape first) {
    shape = first;
    provider = options.provider().orElse(Provider.usual(first));
    if (!provider.rules().shapes().contains(first)) {
      findings.error(
          0, "shape", provider.word() + " does not train on " + first.words() + " a line");
    }
  }

  private Sample check(long line, ObjectNode object) {
    if (shape == null) {
      decide(Shape.of(object));
    }
    Sample sample = Sample.of(object, shape);
    if (new CheckLine(provider, shape, findings).check(line, object)) {
      diversity.add(line, sample, shape);
      length(line, counted.of(sample));
    }
    return sample;
  }

  private void length(long line, int count) {
    tokens += count;
    if (count > longest) {
      longest = count;
      longestLine = line;
    }
    Provider.Rules rules = provider.rules();
    if (count > rules.maxTokens()) {
      cut++;
      findings.add(
          new Finding(
              line,
              rules.longerLine(),
              "too_many_tokens",
              "has "
                  + count
                  + " tokens; "
                  + provider.word()
                  + " cuts off what comes after "
                  + rules.maxTokens()));
    }
  }

  private void whole(long bytes, Optional<OtherPart> other, Optional<Path> beside) {
    Provider.Rules rules = provider.rules();
    boolean evaluation = OtherPart.isEvaluation(file);
    tooFew(lines, evaluation ? rules.minEvalLines() : rules.minLines(), "the file");
    if (other.isPresent()) {
      tooFew(
          other.get().lines(),
          evaluation ? rules.minLines() : rules.minEvalLines(),
          beside.get().getFileName().toString());
    }
    if (bytes > rules.maxBytes()) {
      findings.error(
          0,
          "too_large",
          "the file has "
              + bytes
              + " bytes; "
              + provider.word()
              + " takes at most "
              + rules.maxBytes());
    }
  }

  private void tooFew(long has, int needed, String which) {
    if (has < needed) {
      findings.error(
          0,
          "too_few_lines",
          which + " has " + has + " lines; " + provider.word() + " needs at least " + needed);
    }
  }

  private Report report(long bytes, Optional<Path> beside) {
    Diversity result = diversity.result();
    result.judge(findings);
    long errors = findings.count(Severity.ERROR);
    return new Report(
        file.getFileName().toString(),
        provider,
        shape,
        OtherPart.isEvaluation(file) ? "evaluation" : "train",
        errors == 0,
        errors,
        findings.count(Severity.WARNING),
        lines,
        bytes,
        new Tokens(tokens, longest, longestLine, counted.encoding(), counted.isExact(), cut),
        result,
        beside.map(path -> path.getFileName().toString()),
        findings.groups(),
        cost());
  }

  private CostEstimate cost() {
    return OtherPart.isEvaluation(file)
        ? CostEstimate.ofEvaluation(options.epochs(), options.model())
        : CostEstimate.of(tokens, options.epochs(), provider, options.model(), options.prices());
  }
}
