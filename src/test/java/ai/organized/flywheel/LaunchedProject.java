package ai.organized.flywheel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The real launcher in a project of two files, on a PATH where {@code mvn} and {@code java} are
 * scripts that do as little as needed and write down what they were asked. {@code STUB_…} variables
 * make them misbehave.
 */
record LaunchedProject(Path folder, Path home, Path bin, Path jar) {
  /** All that the launcher may use besides bash's own commands; its PATH holds nothing else. */
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "cksum",
          "dirname",
          "env",
          "find",
          "grep",
          "head",
          "ls",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sleep",
          "tail",
          "touch");

  private static final String JAVA =
      """
      #!/usr/bin/env bash
      case "$*" in
        -version)
          echo "openjdk version \\"${STUB_VERSION:-17.0.9}\\" 2023-10-17" >&2 ;;
        *cds-training)
          echo trained >>"$RECORDS/trainings"
          for option; do
            case $option in -XX:ArchiveClassesAtExit=*) echo classes >"${option#*=}" ;; esac
          done
          exit "${STUB_TRAINING:-0}" ;;
        *)
          echo "in $PWD"
          printf '<%s>\\n' "$@"
          cat
          exit "${STUB_EXIT:-0}" ;;
      esac
      """;

  private static final String MVN =
      """
      #!/usr/bin/env bash
      echo "$*" >>"$RECORDS/builds"
      pwd >"$RECORDS/built-in"
      cat >/dev/null # what the user pipes in is not Maven's
      mkdir -p target/lib
      case " $* " in *" ${STUB_BREAKS:-nothing} "*)
        for line in {1..40}; do echo "${STUB_REASON:-reason} $line"; done
        echo half >target/flywheel.jar
        exit 1 ;;
      esac
      echo whole >target/flywheel.jar
      exec sleep "${STUB_BUILD_TAKES:-0}"
      """;

  /** How a launch ended, and what it wrote. */
  record Ended(int exit, String out, String err) {}

  static LaunchedProject in(Path temporary) throws IOException {
    Path folder = temporary.toRealPath();
    Path home = folder.resolve("a project");
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createDirectories(folder.resolve("elsewhere"));
    Files.createDirectories(home.resolve("src/main"));
    Files.writeString(home.resolve("src/main/Some.java"), "");
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    script(home.resolve("flywheel"), Files.readString(Path.of("flywheel")));
    script(bin.resolve("java"), JAVA);
    script(bin.resolve("javac"), "");
    script(bin.resolve("mvn"), MVN);
    for (String tool : TOOLS) {
      Files.createSymbolicLink(bin.resolve(tool), installed(tool));
    }
    return new LaunchedProject(folder, home, bin, home.resolve("target/flywheel.jar"));
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path installed(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(place -> Path.of(place, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  Ended launch(String... arguments) throws Exception {
    return launch(Map.of(), arguments);
  }

  Ended launch(Map<String, String> environment, String... arguments) throws Exception {
    return ended(start("launch", environment, home.resolve("flywheel"), arguments));
  }

  /** A started program, and the files it writes to. */
  record Started(Process process, Path out, Path err) {}

  /** Starts a program in the folder {@code elsewhere}, fed from the file {@code stdin} if any. */
  Started start(String name, Map<String, String> environment, Path program, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    Path out = folder.resolve(name + ".out");
    Path err = folder.resolve(name + ".err");
    Path stdin = folder.resolve("stdin");
    builder.directory(folder.resolve("elsewhere").toFile());
    builder.redirectInput(Files.exists(stdin) ? stdin.toFile() : new File("/dev/null"));
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", bin.toString(), "RECORDS", folder.toString()));
    builder.environment().putAll(environment);
    return new Started(builder.start(), out, err);
  }

  Ended ended(Started started) throws Exception {
    assertThat(started.process.waitFor(20, SECONDS)).isTrue();
    return new Ended(
        started.process.exitValue(),
        Files.readString(started.out, UTF_8),
        Files.readString(started.err, UTF_8));
  }

  /** What each build was asked, in order. */
  List<String> builds() throws IOException {
    return Files.readAllLines(folder.resolve("builds"));
  }

  /** How often a JVM was trained. */
  int trainings() throws IOException {
    return Files.readAllLines(folder.resolve("trainings")).size();
  }

  void makeNewerThanTheJar(String file) throws IOException {
    long built = Files.getLastModifiedTime(jar).toMillis();
    Files.setLastModifiedTime(home.resolve(file), FileTime.fromMillis(built + 10_000));
  }
}
