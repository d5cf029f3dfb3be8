package ai.organized.flywheel.account.googleads;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Names of the enum values that some servers send as numbers.
 *
 * <p>The numbers are those of the protocol buffers (googleapis/googleapis,
 * google/ads/googleads/v22, enums/*.proto); they never change, new ones are added at the end.
 */
final class EnumNames {
  private static final Properties BY_FIELD = load();

  private EnumNames() {}

  /** The name of a number that is known; anything else as it is. */
  static String name(String field, String value) {
    String[] names = BY_FIELD.getProperty(field, "").split(" ", -1);
    if (!value.matches("[0-9]{1,4}") || Integer.parseInt(value) >= names.length) {
      return value;
    }
    String name = names[Integer.parseInt(value)];
    return name.equals("-") || name.isEmpty() ? value : name;
  }

  private static Properties load() {
    Properties properties = new Properties();
    try (InputStream file = EnumNames.class.getResourceAsStream("enums.properties")) {
      properties.load(file);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it is in our own jar
    }
  }
}
