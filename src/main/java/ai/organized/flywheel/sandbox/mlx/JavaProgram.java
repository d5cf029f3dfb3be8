package ai.organized.flywheel.sandbox.mlx;

import java.nio.file.Path;

/** A program in Java as a shell script of two lines, so that it can stand on a PATH. */
public final class JavaProgram {
  private JavaProgram() {}

  /**
   * The script; what it is called with comes after the arguments that are given here.
   *
   * @param main its class path is that of this process
   */
  public static String script(Class<?> main, String... arguments) {
    StringBuilder line = new StringBuilder("#!/bin/sh\nexec ");
    line.append(quoted(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    line.append(" -Xmx128m -Xshare:auto -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp ");
    line.append(quoted(System.getProperty("java.class.path")));
    line.append(' ').append(main.getName());
    for (String argument : arguments) {
      line.append(' ').append(quoted(argument));
    }
    return line.append(" \"$@\"\n").toString();
  }

  /** One word for {@code sh}, whatever is in it. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
