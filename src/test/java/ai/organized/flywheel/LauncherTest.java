package ai.organized.flywheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.LaunchedProject.Ended;
import ai.organized.flywheel.LaunchedProject.Started;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./flywheel} does before Java takes over. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
final class LauncherTest {
  private static final String ONLINE = "-q -B -Dquick -DskipTests package";
  private static final String OFFLINE = "-o " + ONLINE;

  @TempDir Path temporary;
  private LaunchedProject project;

  @BeforeEach
  void aProjectThatWasNeverBuilt() throws Exception {
    project = LaunchedProject.in(temporary);
  }

  @Test
  void buildsWhenTheJarIsMissing() throws Exception {
    Ended first = project.launch("count");

    assertThat(first.exit()).isZero();
    assertThat(first.err()).isEqualTo("Building Flywheel (first run downloads its libraries) …\n");
    assertThat(project.builds()).containsExactly(ONLINE);
    assertThat(project.folder().resolve("built-in")).hasContent(project.home().toString());
    assertThat(project.home().resolve(".cds/lock")).doesNotExist();
  }

  @Test
  void doesNotBuildWhenTheJarIsFresh() throws Exception {
    project.launch("count");
    Ended second = project.launch("count");

    assertThat(second.exit()).isZero();
    assertThat(second.err()).isEmpty();
    assertThat(project.builds()).hasSize(1);
  }

  @Test
  void buildsAgainAndOfflineWhenASourceIsNewer() throws Exception {
    project.launch("count");
    project.makeNewerThanTheJar("src/main/Some.java");
    project.launch("count");

    assertThat(project.builds()).containsExactly(ONLINE, OFFLINE);
  }

  @Test
  void buildsAgainWhenASourceIsGone() throws Exception {
    project.launch("count");
    Files.delete(project.home().resolve("src/main/Some.java"));
    project.launch("count");

    assertThat(project.builds()).hasSize(2);
  }

  @Test
  void asksTheNetworkWhenALibraryIsNotThereOffline() throws Exception {
    project.launch("count");
    project.makeNewerThanTheJar("pom.xml");
    Ended second = project.launch(Map.of("STUB_BREAKS", "-o"), "count");

    assertThat(second.exit()).isZero();
    assertThat(project.builds()).containsExactly(ONLINE, OFFLINE, ONLINE);
  }

  @Test
  void aFailedBuildShowsTheEndOfItsLogAndLeavesNoJar() throws Exception {
    Ended failed = project.launch(Map.of("STUB_BREAKS", "package"), "count");

    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err())
        .contains("reason 11\n", "reason 40\n", "The build failed", "target/build.log")
        .doesNotContain("reason 10\n");
    assertThat(project.jar()).doesNotExist();
    assertThat(project.home().resolve(".cds/lock")).doesNotExist();
  }

  @Test
  void doesNotAskTheNetworkToCureATypingError() throws Exception {
    project.launch("count");
    project.makeNewerThanTheJar("src/main/Some.java");
    Map<String, String> typo = Map.of("STUB_BREAKS", "package", "STUB_REASON", "COMPILATION ERROR");

    assertThat(project.launch(typo, "count").exit()).isEqualTo(1);
    assertThat(project.builds()).containsExactly(ONLINE, OFFLINE);
  }

  @Test
  void twoStartedAtOnceBuildOnce() throws Exception {
    Map<String, String> slow = Map.of("STUB_BUILD_TAKES", "0.3");
    Path flywheel = project.home().resolve("flywheel");
    Started one = project.start("one", slow, flywheel, "count");
    Started other = project.start("other", slow, flywheel, "count");

    assertThat(project.ended(one).exit()).isZero();
    assertThat(project.ended(other).exit()).isZero();
    assertThat(project.builds()).hasSize(1);
    assertThat(project.trainings()).isEqualTo(1);
  }

  @Test
  void anInterruptedLauncherTakesItsBuildDownAndLeavesNothingHalfDone() throws Exception {
    Map<String, String> slow = Map.of("STUB_BUILD_TAKES", "60");
    Started started = project.start("stopped", slow, project.home().resolve("flywheel"), "count");
    await().until(() -> Files.exists(project.jar()));
    ProcessHandle build = started.process().children().findFirst().orElseThrow();
    started.process().destroy();

    assertThat(project.ended(started).exit()).isEqualTo(143);
    assertThat(build.isAlive()).isFalse();
    assertThat(project.jar()).doesNotExist();
    assertThat(project.home().resolve(".cds/lock")).doesNotExist();
  }

  @Test
  void whatAKilledLauncherLeftHalfBuiltIsBuiltAgain() throws Exception {
    Started killed = project.start("killed", Map.of(), project.bin().resolve("bash"), "-c", "exit");
    project.ended(killed);
    Path lock = Files.createDirectories(project.home().resolve(".cds/lock"));
    Files.writeString(lock.resolve("owner"), killed.process().pid() + "\n");
    Files.writeString(lock.resolve("building"), "");
    Files.createDirectories(project.home().resolve("target/lib"));
    Files.writeString(project.jar(), "half");

    assertThat(project.launch("count").exit()).isZero();
    assertThat(project.jar()).hasContent("whole");
    assertThat(lock).doesNotExist();
  }

  @Test
  void handsOnArgumentsStdinFolderAndExitCode() throws Exception {
    Files.writeString(project.folder().resolve("stdin"), "piped in");
    Ended asked = project.launch(Map.of("STUB_EXIT", "7"), "count", "two words", "*", "");

    assertThat(asked.exit()).isEqualTo(7);
    assertThat(asked.out())
        .startsWith("in " + project.folder().resolve("elsewhere") + "\n")
        .contains("<-Dflywheel.home=" + project.home() + ">\n")
        .endsWith("<-jar>\n<" + project.jar() + ">\n<count>\n<two words>\n<*>\n<>\npiped in");
  }

  @Test
  void worksThroughLinksToLinks() throws Exception {
    Path relative = Path.of("../a project/flywheel");
    Path linked = Files.createSymbolicLink(project.bin().resolve("linked"), relative);
    Path link = Files.createSymbolicLink(project.folder().resolve("link"), linked);
    Ended ended = project.ended(project.start("linked", Map.of(), link, "count"));

    assertThat(ended.out()).contains("<-Dflywheel.home=" + project.home() + ">");
  }

  @Test
  void trainsEachJvmOnceAndUsesItsArchive() throws Exception {
    String archive = "<-XX:SharedArchiveFile=" + project.home() + "/.cds/";

    assertThat(project.launch("count").out()).contains(archive + "17.0.9-");
    assertThat(project.launch("count").out()).contains(archive + "17.0.9-");
    assertThat(project.trainings()).isEqualTo(1);
    assertThat(project.launch(Map.of("STUB_VERSION", "25"), "count").out())
        .contains(archive + "25-");
  }

  @Test
  void goesWithoutAnArchiveWhereNoneCanBeMade() throws Exception {
    Ended untrained = project.launch(Map.of("STUB_TRAINING", "2"), "count");

    assertThat(untrained.exit()).isZero();
    assertThat(untrained.err()).hasLineCount(1).startsWith("Building");
    assertThat(project.launch("count").out()).doesNotContain("SharedArchiveFile");
    assertThat(project.trainings()).isEqualTo(1);
  }

  @Test
  void onlyShortCommandsMakeDoWithTheQuickCompiler() throws Exception {
    assertThat(project.launch("count", "run").out()).contains("TieredStopAtLevel=1");
    assertThat(project.launch("--help").out()).contains("TieredStopAtLevel=1");
    assertThat(project.launch("run").out()).doesNotContain("TieredStopAtLevel");
    assertThat(project.launch("--verbose", "demo").out()).doesNotContain("TieredStopAtLevel");
  }

  @Test
  void optionsOfTheUserComeLast() throws Exception {
    Files.createFile(project.folder().resolve("elsewhere/-Da=file"));
    Ended asked = project.launch(Map.of("FLYWHEEL_JAVA_OPTS", "-Xmx2g -Da=*"), "count");

    assertThat(asked.out()).contains("<-Xmx2g>\n<-Da=*>\n<-jar>\n");
  }

  @Test
  void saysWhatToInstallWhenJavaIsMissingOrTooOld() throws Exception {
    Ended old = project.launch(Map.of("STUB_VERSION", "1.8.0_392"), "count");
    Files.delete(project.bin().resolve("java"));

    assertRefused(old, "bin/java is version 1.8.0_392", "Install a JDK, 17 or newer");
    assertRefused(project.launch("count"), "found none", "Install a JDK, 17 or newer");
  }

  @Test
  void saysWhatToInstallWithoutACompilerOrMavenOnlyWhenItMustBuild() throws Exception {
    Path mvn = project.bin().resolve("mvn");
    Path javac = project.bin().resolve("javac");
    Path away = project.folder().resolve("away");

    Files.move(mvn, away);
    assertRefused(project.launch("count"), "Maven (mvn) is not on the PATH", "Install Maven");
    Files.move(away, mvn);
    Files.move(javac, away);
    assertRefused(project.launch("count"), "no javac", "Install a JDK");
    Files.move(away, javac);
    project.launch("count");
    Files.delete(javac);
    Files.delete(mvn);
    assertThat(project.launch("count").exit()).isZero();
  }

  private static void assertRefused(Ended ended, String... said) {
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains(said);
  }
}
