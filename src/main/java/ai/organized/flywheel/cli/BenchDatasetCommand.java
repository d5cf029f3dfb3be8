package ai.organized.flywheel.cli;

import ai.organized.flywheel.bench.DatasetBench;
import ai.organized.flywheel.bench.MeaningBench;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench dataset}: each size in a JVM of its own, with a heap of 1 GiB and one processor. */
@Command(
    name = "dataset",
    description =
        "Builds of made-up examples with planted near-duplicates, by words and by meaning.")
final class BenchDatasetCommand implements Callable<Integer> {
  private static final String JVM = "-Xmx1g -XX:ActiveProcessorCount=1";

  @Option(
      names = "--sizes",
      split = ",",
      defaultValue = "10000,100000,1000000",
      description = "examples of each build")
  List<Integer> sizes;

  @Option(names = "--here", hidden = true, description = "measure the first size in this process")
  boolean here;

  @Option(names = "--json", description = "print the figures as JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (here) {
      DatasetBench.Result result = DatasetBench.run(sizes.get(0), err::println);
      out.println(Json.text(Json.STRICT.valueToTree(result)));
      return 0;
    }
    List<JsonNode> results = new ArrayList<>();
    for (int size : sizes) {
      err.println("Building with " + size + " examples");
      results.add(inItsOwnJvm(size));
      if (!json) {
        print(out, results);
      }
    }
    MeaningBench.Result meanings = MeaningBench.run(Home.settings());
    if (json) {
      ObjectNode all = Json.STRICT.createObjectNode();
      all.set("lexical", asJson(results));
      all.set("meanings", Json.STRICT.valueToTree(meanings));
      out.println(Json.text(all));
    } else {
      out.println(
          String.format(
              Locale.ROOT,
              "%,d examples with %s: %.2f s (bar 8 s), again %.2f s (bar 0.5 s)",
              meanings.examples(),
              meanings.embedder(),
              meanings.coldSeconds(),
              meanings.warmSeconds()));
    }
    return 0;
  }

  private static JsonNode inItsOwnJvm(int size) throws IOException, InterruptedException {
    Path launcher = Home.folder().resolve("flywheel");
    ProcessBuilder builder =
        new ProcessBuilder(
            launcher.toString(), "bench", "dataset", "--here", "--sizes", String.valueOf(size));
    builder.environment().put("FLYWHEEL_JAVA_OPTS", JVM);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(
          "the build of " + size + " ended with " + process.exitValue());
    }
    return Json.parse(said);
  }

  private static void print(PrintWriter out, List<JsonNode> results) {
    JsonNode result = results.get(results.size() - 1);
    out.println(
        String.format(
            Locale.ROOT,
            "%,d examples: %.2f s (CPU %.2f s), heap %d MB, %,d duplicates, precision %.4f (bar 0.99), recall"
                + " %.4f (bar 0.97), hard negatives kept %.4f (bar 0.99)%s",
            result.path("examples").asInt(),
            result.path("seconds").asDouble(),
            result.path("cpuSeconds").asDouble(),
            result.path("heapPeakMegabytes").asLong(),
            result.path("duplicates").asInt(),
            result.path("precision").asDouble(),
            result.path("recall").asDouble(),
            result.path("hardNegativesKept").asDouble(),
            results.size() < 2
                ? ""
                : String.format(Locale.ROOT, ", exponent %.2f (bar 1.10)", exponent(results))));
    StringBuilder stages = new StringBuilder();
    result
        .path("stages")
        .properties()
        .forEach(
            stage ->
                stages.append(
                    String.format(
                        Locale.ROOT, "  %s %.2f s", stage.getKey(), stage.getValue().asDouble())));
    out.println(stages);
    out.flush();
  }

  /** By what power of the size the CPU time grew from the size before. */
  private static double exponent(List<JsonNode> results) {
    JsonNode before = results.get(results.size() - 2);
    JsonNode last = results.get(results.size() - 1);
    return Math.log(last.path("cpuSeconds").asDouble() / before.path("cpuSeconds").asDouble())
        / Math.log(last.path("examples").asDouble() / before.path("examples").asDouble());
  }

  private static ArrayNode asJson(List<JsonNode> results) {
    ArrayNode all = Json.STRICT.createArrayNode();
    for (int i = 0; i < results.size(); i++) {
      ObjectNode result = (ObjectNode) results.get(i);
      if (i > 0) {
        result.put("exponent", exponent(results.subList(0, i + 1)));
      }
      all.add(result);
    }
    return all;
  }
}
