package ai.organized.flywheel.train.mlx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The scripts for the trainer: fixed texts, to which values are given as arguments. */
enum Script {
  CANCEL,
  CHECK,
  LISTED,
  LOG,
  LOOK,
  RUN,
  START;

  private final String text =
      read("life.sh") + "\n" + read(name().toLowerCase(Locale.ROOT) + ".sh");

  byte[] bytes() {
    return text.getBytes(UTF_8);
  }

  /** The command that runs it; no shell reads the values. */
  List<String> with(String... values) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", text, "sh"));
    command.addAll(List.of(values));
    return command;
  }

  private static String read(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
