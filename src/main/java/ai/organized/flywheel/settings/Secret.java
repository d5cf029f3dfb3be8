package ai.organized.flywheel.settings;

/** A value that no log, no message and no {@code toString} shows. */
public record Secret(String value) {
  public boolean isSet() {
    return !value.isEmpty();
  }

  @Override
  public String toString() {
    return isSet() ? "[set]" : "[not set]";
  }
}
