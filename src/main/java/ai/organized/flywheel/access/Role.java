package ai.organized.flywheel.access;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the holder of an API key may do. */
public enum Role {
  /** Asks for one client. */
  CLIENT,
  /** Asks and brings evidence for every client. */
  OPERATOR,
  /** Changes what is served as well. */
  ADMIN;

  /** As it stands in the file of keys. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Empty: no role of ours. */
  static Optional<Role> of(String word) {
    return Stream.of(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
