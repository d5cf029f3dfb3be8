package ai.organized.flywheel.sandbox.mlx;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * Where the programs of mlx-lm start; the first argument is the name of the program. What they were
 * called with is written to {@code .sandbox-mlx-calls.jsonl} in the home folder.
 */
public final class MlxProgram {
  private MlxProgram() {}

  public static void main(String[] args) throws IOException {
    Orders orders = Orders.read();
    int code = 0;
    try {
      record(orders, args);
      run(args[0], Arrays.asList(args).subList(1, args.length), orders);
    } catch (ToolExit end) {
      if (!end.getMessage().isEmpty()) {
        System.err.println(end.getMessage());
      }
      code = end.code();
    }
    System.out.flush();
    System.err.flush();
    // halt: what dies of a signal runs nothing more.
    Runtime.getRuntime().halt(code);
  }

  private static void run(String program, List<String> arguments, Orders orders)
      throws IOException {
    switch (program) {
      case "mlx_lm.lora" -> Lora.run(arguments, orders);
      case "mlx_lm.fuse" -> Fuse.run(arguments);
      default -> runSub(arguments, orders);
    }
  }

  /** The program {@code mlx_lm}. */
  private static void runSub(List<String> arguments, Orders orders) throws IOException {
    String command = arguments.isEmpty() ? "" : arguments.get(0);
    List<String> rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
    switch (command) {
      case "--version" -> System.out.println(orders.version());
      case "lora" -> Lora.run(rest, orders);
      case "fuse" -> Fuse.run(rest);
      default ->
          throw ToolExit.python("ValueError", "CLI requires a subcommand in ('fuse', 'lora')");
    }
  }

  private static void record(Orders orders, String[] args) throws IOException {
    ObjectNode call = Json.object();
    ArrayNode words = call.putArray("argv");
    Arrays.asList(args).forEach(words::add);
    call.put("offline", System.getenv().getOrDefault("HF_HUB_OFFLINE", "0").equals("1"));
    String line = new String(Json.bytes(call), StandardCharsets.UTF_8) + "\n";
    Files.writeString(
        orders.home().resolve(".sandbox-mlx-calls.jsonl"),
        line,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
