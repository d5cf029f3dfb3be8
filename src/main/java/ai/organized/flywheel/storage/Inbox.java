package ai.organized.flywheel.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where a dropped file goes when it has been read: {@code .done/}, untouched, or {@code .refused/}.
 * What was wrong lies in {@code .refused/} under the file's name and {@code .reasons.txt}.
 */
public final class Inbox {
  private static final String DONE = ".done";
  private static final String REFUSED = ".refused";

  private Inbox() {}

  /**
   * @return where the file lies now
   */
  public static Path done(Path file) {
    return move(file, DONE, freeName(file));
  }

  /**
   * @return where the file lies now
   */
  public static Path refuse(Path file, Iterable<String> reasons) {
    String name = freeName(file);
    explain(file, name, reasons);
    return move(file, REFUSED, name);
  }

  /** Some of it was refused and the rest is used: the file is done, the reasons are kept. */
  public static Path doneInPart(Path file, Iterable<String> reasons) {
    String name = freeName(file);
    explain(file, name, reasons);
    return move(file, DONE, name);
  }

  /** Before the move: a file that was moved without its reasons would never get them. */
  private static void explain(Path file, String name, Iterable<String> reasons) {
    WholeFile.write(reasons(file, name), String.join("\n", reasons) + "\n");
  }

  private static Path move(Path file, String folder, String name) {
    Path target = file.resolveSibling(folder).resolve(name);
    try {
      Files.createDirectories(target.getParent());
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot move " + file + " to " + target, e);
    }
  }

  /**
   * One name for the file and its reasons, in both folders. An earlier drop of the same name is
   * kept: the new one becomes {@code name.2}, {@code name.3} …
   */
  private static String freeName(Path file) {
    String name = file.getFileName().toString();
    String free = name;
    for (int i = 2; isTaken(file, free); i++) {
      free = name + "." + i;
    }
    return free;
  }

  private static boolean isTaken(Path file, String name) {
    return Files.exists(file.resolveSibling(DONE).resolve(name))
        || Files.exists(file.resolveSibling(REFUSED).resolve(name))
        || Files.exists(reasons(file, name));
  }

  private static Path reasons(Path file, String name) {
    return file.resolveSibling(REFUSED).resolve(name + ".reasons.txt");
  }
}
