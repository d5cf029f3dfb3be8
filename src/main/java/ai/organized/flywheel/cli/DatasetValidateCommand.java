package ai.organized.flywheel.cli;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.validate.CostEstimate;
import ai.organized.flywheel.validate.Prices;
import ai.organized.flywheel.validate.Provider;
import ai.organized.flywheel.validate.Report;
import ai.organized.flywheel.validate.ValidateFile;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dataset validate FILE}: would a trainer take this file, and what would it cost. */
@Command(
    name = "validate",
    description = "Checks a file of training lines for a provider; exit code 0 ready, 1 not ready.")
final class DatasetValidateCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().addModule(new Jdk8Module()).build();

  @Parameters(paramLabel = "FILE", description = "JSON lines: conversations or preference pairs")
  Path file;

  @Option(
      names = "--provider",
      description = "openai, together, mlx, llamafactory or trl; by default the strictest")
  Provider provider;

  @Option(names = "--model", description = "base model to train; tells tokens and price")
  String model;

  @Option(names = "--epochs", description = "how often a training goes through it; by default 3")
  int epochs = CostEstimate.USUAL_EPOCHS;

  @Option(names = "--json", description = "print the report as JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (epochs < 1 || epochs > 50) {
      throw new ParameterException(spec.commandLine(), "--epochs must be 1 to 50");
    }
    if (!Files.isRegularFile(file)) {
      throw new RefusedException("no_file", "there is no file " + file + "; name a JSONL file");
    }
    Report report = report();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(text(report));
    } else {
      ReportForPeople.print(out, report);
    }
    return report.ready() ? 0 : 1;
  }

  private Report report() throws IOException {
    Prices prices = Prices.read(Home.folder().resolve("config").resolve("prices.json"));
    try (InputStream in = ProgressBar.wrap(Files.newInputStream(file), progress())) {
      return ValidateFile.report(
          file,
          in,
          new ValidateFile.Options(Optional.ofNullable(provider), model(), epochs, prices));
    }
  }

  /** OpenAI's model is a setting; what other trainers are given is not. */
  private String model() {
    if (model != null) {
      return model;
    }
    return provider == null || provider == Provider.OPENAI ? Home.settings().openAi().model() : "";
  }

  private ProgressBarBuilder progress() throws IOException {
    return new ProgressBarBuilder()
        .setTaskName("Checking")
        .setInitialMax(Files.size(file))
        .setUnit(" MB", 1_000_000)
        .setConsumer(new ProgressLine());
  }

  private static String text(Report report) throws JsonProcessingException {
    return JSON.writeValueAsString(report);
  }
}
