package ai.organized.flywheel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

@AnalyzeClasses(
    packages = "ai.organized.flywheel",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "ai.organized.flywheel.";

  @ArchTest
  static final ArchRule packagesFormNoCircle =
      slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule sourcesOfAnAccountKnowNothingOfTheState =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "account.*")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "account");

  @ArchTest
  static final ArchRule sourcesOfAnAccountFormNoCircle =
      slices().matching(ROOT + "account.(*)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule roomsOfTheSandboxKnowNothingOfTheWhole =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "sandbox.*")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "sandbox");

  @ArchTest
  static final ArchRule roomsOfTheSandboxFormNoCircle =
      slices().matching(ROOT + "sandbox.(*)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyWiringKnowsCamel =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "wiring..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.camel..");

  @ArchTest
  static final ArchRule onlyWiringSeesAdapters =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              ROOT + "wiring..",
              ROOT + "train.openai..",
              ROOT + "train.together..",
              ROOT + "train.ollama..",
              ROOT + "train.mlx..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "train.openai..",
              ROOT + "train.together..",
              ROOT + "train.ollama..",
              ROOT + "train.mlx..");

  /** What adapters have in common is beside them and knows none of them. */
  @ArchTest
  static final ArchRule adaptersFormNoCircle =
      slices().matching(ROOT + "train.(*)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheirChoiceSeesEmbedders =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "embed..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "embed.ollama..", ROOT + "embed.openai..", ROOT + "embed.minilm..");

  @ArchTest
  static final ArchRule embeddersFormNoCircle =
      slices().matching(ROOT + "embed.(*)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyWiringSeesTheVectorServer =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "wiring..", ROOT + "vectors..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "vectors.chroma..");

  @ArchTest
  static final ArchRule namesSayWhatAThingDoesOrIs =
      noClasses()
          .should()
          .haveNameMatching(
              ".*(Manager|Helper|Utils?|Impl|Service|Processor|Handler|Common|Info|Data)");

  @ArchTest
  static final ArchRule timeComesFromAClock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule theSystemClockIsNamedWhereProgramsStart =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "cli..", ROOT + "demo..", ROOT + "bench..")
          .should()
          .callMethod(Clock.class, "systemUTC");

  /** What opens a connection by itself: all else sends through the route call-remote. */
  @ArchTest
  static final ArchRule nothingElseOpensAConnection =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              ROOT + "access..", // the door of the HTTP server is a handler of Vert.x
              ROOT + "gateway..",
              ROOT + "mcp..",
              ROOT + "wiring..",
              ROOT + "sandbox..",
              ROOT + "bench..",
              ROOT + "demo..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.net.Socket")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.net.URLConnection")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net.http..", "io.vertx..", "org.apache.hc.client5.http.impl..");

  @ArchTest
  static final ArchRule theSandboxKnowsNothingOfTheProduct =
      classes()
          .that()
          .resideInAPackage(ROOT + "sandbox..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "sandbox..",
              ROOT + "embed..",
              ROOT + "failure..",
              ROOT + "hash..",
              "java..",
              "com.sun.net.httpserver..",
              "com.fasterxml.jackson..",
              "org.apache.sshd..",
              "org.slf4j..");

  /** One client of SSH in the product, one host of it in the sandbox. */
  @ArchTest
  static final ArchRule nothingElseSpeaksSsh =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "train.ssh..", ROOT + "sandbox.trainer..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.sshd..");
}
