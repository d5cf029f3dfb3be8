package ai.organized.flywheel.wiring;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * The classes of this JVM for another one that starts in half the time: by an archive that the JDK
 * writes when a first run of the application ends. Without the archive everything is as true, and
 * slower.
 */
record ArchivedClasses(String classPath, Path archive) {

  static ArchivedClasses in(Path folder) {
    ArchivedClasses classes = new ArchivedClasses(jars(folder), folder.resolve("classes.jsa"));
    Map<String, String> environment =
        Map.of(
            "FLYWHEEL_DATA_DIR", folder.resolve("data").toString(),
            "FLYWHEEL_PORT", String.valueOf(FreePort.any()),
            "FLYWHEEL_MANAGEMENT_PORT", String.valueOf(FreePort.any()));
    String write = "-XX:ArchiveClassesAtExit=" + classes.archive;
    try (SecondJvm jvm =
        new SecondJvm(List.of(write, "-cp", classes.classPath), environment, folder)) {
      jvm.start();
      jvm.awaitRunning();
      jvm.stop(Duration.ofSeconds(90));
    }
    return classes;
  }

  List<String> options() {
    return List.of("-XX:SharedArchiveFile=" + archive, "-cp", classPath);
  }

  /** An archive takes classes from jars only. */
  private static String jars(Path folder) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(Files::exists)
        .map(entry -> Files.isDirectory(entry) ? jar(entry, folder) : entry)
        .map(Path::toString)
        .collect(joining(File.pathSeparator));
  }

  private static Path jar(Path classes, Path folder) {
    Path jar = folder.resolve(classes.getFileName() + ".jar");
    int code =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(System.out, System.err, "-c", "-f", jar.toString(), "-C", classes.toString(), ".");
    if (code != 0) {
      throw new IllegalStateException("could not write " + jar);
    }
    return jar;
  }
}
