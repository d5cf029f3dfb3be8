package ai.organized.flywheel.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds names that are no setting, and the setting that was probably meant. */
final class UnknownNames {
  /** Read by the launcher, logback or the JVM before any setting is; the last by OpenClaw. */
  private static final List<String> NOT_OURS =
      List.of("FLYWHEEL_JAVA_OPTS", "FLYWHEEL_LOG_LEVEL", "FLYWHEEL_HOME", "FLYWHEEL_KEY");

  private UnknownNames() {}

  static void report(Properties file, Map<String, String> environment, Problems problems) {
    List<String> properties = Stream.of(Key.values()).map(Key::property).toList();
    for (String name : new TreeSet<>(file.stringPropertyNames())) {
      if (!name.startsWith("camel.") && !properties.contains(name)) {
        problems.add(unknown("config/application.properties", name, properties));
      }
    }
    List<String> variables = Stream.of(Key.values()).map(Key::environment).toList();
    for (String name : new TreeSet<>(environment.keySet())) {
      if (name.startsWith("FLYWHEEL_") && !variables.contains(name) && !NOT_OURS.contains(name)) {
        problems.add(unknown("environment", name, variables));
      }
    }
  }

  private static String unknown(String where, String name, List<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String nearest =
        known.stream().min(Comparator.comparingInt(k -> distance.apply(k, name))).orElseThrow();
    return where + ": " + name + " is no setting; did you mean " + nearest + "?";
  }
}
