package ai.organized.flywheel.sandbox.ollama.cli;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.ollama.modelfile.ModelfileError;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The command: {@code create}, {@code list}, {@code show}, {@code rm}, {@code --version}. */
public final class OllamaCommand {
  private static final String USAGE =
      """
      Usage:
        ollama [flags]
        ollama [command]

      Available Commands:
        create      Create a model
        show        Show information for a model
        list        List models
        rm          Remove a model
      """;

  private final OllamaServer server;
  private final Path folder;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param host value of {@code OLLAMA_HOST}
   * @param folder in which the command is started
   */
  public OllamaCommand(String host, Path folder, PrintStream out, PrintStream err) {
    this.server = new OllamaServer(host);
    this.folder = folder;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) {
    String host = System.getenv().getOrDefault("OLLAMA_HOST", "");
    OllamaCommand command =
        new OllamaCommand(host, Path.of("").toAbsolutePath(), System.out, System.err);
    System.exit(command.run(List.of(args)));
  }

  /** The exit code. */
  public int run(List<String> args) {
    try {
      run(new ArrayDeque<>(args));
      return 0;
    } catch (CommandError | ModelfileError e) {
      err.println("Error: " + e.getMessage());
      return 1;
    } finally {
      out.flush();
      err.flush();
    }
  }

  private void run(Deque<String> args) {
    String command = args.isEmpty() ? "" : args.pop();
    switch (command) {
      case "create" -> create(args);
      case "list", "ls" -> new ListCommand(server, out).run(args.isEmpty() ? "" : args.pop());
      case "show" -> show(args);
      case "rm" -> args.forEach(this::remove);
      case "-v", "--version" ->
          out.println("ollama version is " + server.get("/api/version").path("version").asText());
      case "", "-h", "--help" -> out.print(USAGE);
      default -> throw new CommandError("unknown command \"" + command + "\" for \"ollama\"");
    }
  }

  private void create(Deque<String> args) {
    String name = "";
    String file = "Modelfile";
    String quantize = "";
    while (!args.isEmpty()) {
      String arg = args.pop();
      switch (arg) {
        case "-f", "--file" -> file = valueOf(arg, args);
        case "-q", "--quantize" -> quantize = valueOf(arg, args);
        default -> {
          if (arg.startsWith("-")) {
            throw new CommandError("unknown shorthand flag: '" + arg.substring(1) + "' in " + arg);
          }
          if (!name.isEmpty()) {
            throw new CommandError("accepts 1 arg(s), received 2");
          }
          name = arg;
        }
      }
    }
    if (name.isEmpty()) {
      throw new CommandError("accepts 1 arg(s), received 0");
    }
    new CreateCommand(server, err).run(name, folder.resolve(file), quantize);
  }

  private static String valueOf(String flag, Deque<String> args) {
    if (args.isEmpty()) {
      throw new CommandError("flag needs an argument: " + flag);
    }
    return args.pop();
  }

  private void show(Deque<String> args) {
    String name = "";
    String part = "";
    for (String arg : args) {
      if (arg.startsWith("--")) {
        part = arg.substring(2);
      } else {
        name = arg;
      }
    }
    ObjectNode model = server.post("/api/show", Json.object().put("model", name));
    if (!part.isEmpty()) {
      out.println(model.path(part).asText(""));
      return;
    }
    out.println("  Model");
    out.println("    architecture    " + model.at("/details/family").asText());
    out.println("    parameters      " + model.at("/details/parameter_size").asText());
    out.println("    quantization    " + model.at("/details/quantization_level").asText());
    if (model.has("system")) {
      out.println(
          "\n  System\n    " + model.path("system").asText().lines().findFirst().orElse(""));
    }
  }

  private void remove(String name) {
    server.delete("/api/delete", Json.object().put("model", name));
    out.println("deleted '" + name + "'");
  }
}
