package ai.organized.flywheel.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code config/} shows and what {@link Key} says are the same, in both directions. */
class ConfigFilesTest {
  private static final Path HOME = Path.of("").toAbsolutePath();
  private static final Path PROPERTIES = HOME.resolve("config/application.properties");
  private static final Path EXAMPLE = HOME.resolve("config/example.env");

  @Test
  void propertiesFileListsEveryKeyThatIsNoSecretWithItsDefault() throws IOException {
    Properties file = new Properties();
    try (Reader reader = Files.newBufferedReader(PROPERTIES)) {
      file.load(reader);
    }
    Map<String, String> shown = new TreeMap<>();
    file.stringPropertyNames().forEach(name -> shown.put(name, file.getProperty(name)));

    Map<String, String> expected = new TreeMap<>();
    Stream.of(Key.values())
        .filter(key -> !key.secret())
        .forEach(key -> expected.put(key.property(), key.fallback()));
    assertThat(shown).isEqualTo(expected);
  }

  @Test
  void everyKeyOfThePropertiesFileHasACommentAboveIt() throws IOException {
    List<String> lines = Files.readAllLines(PROPERTIES);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("=") && !lines.get(i).startsWith("#")) {
        assertThat(lines.get(i - 1)).as(lines.get(i)).startsWith("# ");
      }
    }
  }

  @Test
  void secretsAreNamedInCommentsOnly() throws IOException {
    for (Path file : List.of(PROPERTIES, EXAMPLE)) {
      List<String> lines = Files.readAllLines(file);
      for (Key key : Key.values()) {
        if (key.secret()) {
          assertThat(lines)
              .filteredOn(line -> line.contains(key.environment()))
              .isNotEmpty()
              .allMatch(line -> line.startsWith("#"));
        }
      }
    }
  }

  @Test
  void exampleEnvironmentNamesEveryKeyWithItsDefaultAndNothingElse() throws IOException {
    Map<String, String> shown = exampleEnvironment();

    for (Key key : Key.values()) {
      assertThat(shown).containsEntry(key.environment(), key.fallback());
    }
    // an unknown name would be refused here
    assertThat(SettingsReader.read(HOME, new Properties(), shown))
        .isEqualTo(SettingsReader.read(HOME, new Properties(), Map.of()));
  }

  @Test
  void filesAsTheyAreGiveTheDefaults() {
    assertThat(SettingsReader.read(HOME, Map.of()))
        .isEqualTo(SettingsReader.read(HOME, new Properties(), Map.of()));
  }

  private static Map<String, String> exampleEnvironment() throws IOException {
    Map<String, String> shown = new HashMap<>();
    for (String line : Files.readAllLines(EXAMPLE)) {
      if (line.matches("# [A-Z_]+=.*")) {
        String[] pair = line.substring(2).split("=", 2);
        assertThat(shown.put(pair[0], pair[1])).as(line).isNull();
      }
    }
    return shown;
  }
}
