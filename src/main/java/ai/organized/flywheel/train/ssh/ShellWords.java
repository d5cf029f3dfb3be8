package ai.organized.flywheel.train.ssh;

import ai.organized.flywheel.failure.RefusedException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a list of arguments so that a POSIX shell reads exactly these arguments and nothing else.
 *
 * <p>Every word stands in single quotes, within which sh, bash, dash and zsh read no character but
 * the closing quote as special. The login shell of the trainer has to be one of them: fish and csh
 * have rules of their own.
 */
public final class ShellWords {
  private ShellWords() {}

  /**
   * @throws RefusedException when one of them has a NUL, which no argument can have
   */
  public static String quote(List<String> arguments) {
    return arguments.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
  }

  /**
   * @throws RefusedException when it has a NUL, which no argument can have
   */
  public static String quote(String argument) {
    if (argument.indexOf('\0') >= 0) {
      throw new RefusedException(
          "argument", "a command for the trainer has an argument with a NUL in it; leave it out");
    }
    return "'" + argument.replace("'", "'\\''") + "'";
  }
}
