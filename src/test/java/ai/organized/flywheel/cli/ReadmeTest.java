package ai.organized.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.RouteFiles;
import ai.organized.flywheel.settings.Key;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The README names what is there, and what is there is named in the README. */
class ReadmeTest {
  private static final Pattern COMMAND = Pattern.compile("`\\./flywheel ([^`]*)`");

  private static String readme;

  @BeforeAll
  static void read() throws IOException {
    readme = Files.readString(Path.of("README.md"));
  }

  @Test
  void everySettingHasItsRow() {
    List<String> rows = readme.lines().filter(l -> l.startsWith("| ")).toList();
    for (Key key : Key.values()) {
      String name = key.secret() ? "— (environment only)" : "`" + key.property() + "`";
      String fallback = key.fallback().isEmpty() ? "" : "`" + key.fallback() + "`";
      assertThat(rows)
          .contains(
              "| "
                  + name
                  + " | `"
                  + key.environment()
                  + "` | "
                  + fallback
                  + " | "
                  + key.meaning()
                  + " |");
    }
  }

  @Test
  void everySettingThatIsNamedIsThere() {
    List<String> known =
        Stream.of(Key.values()).flatMap(k -> Stream.of(k.property(), k.environment())).toList();
    Matcher named =
        Pattern.compile("flywheel\\.[a-z][a-z.-]*[a-z]|FLYWHEEL_[A-Z_]+").matcher(readme);
    while (named.find()) {
      if (!List.of(
              "flywheel.sqlite",
              "flywheel.json",
              "FLYWHEEL_LOG_LEVEL",
              "FLYWHEEL_JAVA_OPTS",
              "FLYWHEEL_KEY")
          .contains(named.group())) {
        assertThat(known).contains(named.group());
      }
    }
  }

  @Test
  void everyRouteIsNamed() {
    for (JsonNode route : RouteFiles.routes()) {
      assertThat(readme).contains("`" + route.path("id").asText() + "`");
    }
    for (Path file : RouteFiles.all()) {
      String name = file.getFileName().toString().replace(".camel.yaml", "");
      assertThat(readme).contains("| `" + name + "` |");
    }
  }

  @Test
  void everyCommandIsNamedWithItsOptions() {
    for (List<String> path : leaves(new CommandLine(new Flywheel()), List.of())) {
      String words = String.join(" ", path);
      String row =
          readme
              .lines()
              .filter(l -> l.startsWith("| `./flywheel " + words))
              .findFirst()
              .orElse(null);
      assertThat(row).as("a row for " + words).isNotNull();
      for (OptionSpec option : spec(path).getCommandSpec().options()) {
        if (!option.usageHelp() && !option.versionHelp() && !option.hidden()) {
          assertThat(row).contains(option.longestName());
        }
      }
    }
  }

  @Test
  void everyCommandThatIsNamedIsThere() {
    Matcher named = COMMAND.matcher(readme);
    while (named.find()) {
      CommandLine command = new CommandLine(new Flywheel());
      for (String word : named.group(1).split("[ \\[\\]]+", -1)) {
        if (word.startsWith("--")) {
          assertThat(command.getCommandSpec().optionsMap()).as(named.group()).containsKey(word);
        } else if (word.matches("[a-z-]+") && !command.getSubcommands().isEmpty()) {
          assertThat(command.getSubcommands()).as(named.group()).containsKey(word);
          command = command.getSubcommands().get(word);
        }
      }
    }
  }

  private static List<List<String>> leaves(CommandLine command, List<String> path) {
    List<List<String>> leaves = new ArrayList<>();
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> {
              if (!sub.getCommandSpec().usageMessage().hidden() && !name.equals("help")) {
                List<String> words = new ArrayList<>(path);
                words.add(name);
                leaves.addAll(sub.getSubcommands().isEmpty() ? List.of(words) : leaves(sub, words));
              }
            });
    return leaves;
  }

  private static CommandLine spec(List<String> path) {
    CommandLine command = new CommandLine(new Flywheel());
    for (String word : path) {
      command = command.getSubcommands().get(word);
    }
    return command;
  }
}
