package ai.organized.flywheel.sandbox.ollama;

import java.util.regex.Pattern;

/** {@code [host/][namespace/]model[:tag]}, the same in either case. */
final class ModelName {
  private static final String PART = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}";
  private static final Pattern SHAPE =
      Pattern.compile(
          "([A-Za-z0-9_][A-Za-z0-9_.:-]{0,349}/)?([A-Za-z0-9_][A-Za-z0-9_-]{0,79}/)?"
              + PART
              + "(:"
              + PART
              + ")?");

  private ModelName() {}

  static boolean isValid(String name) {
    return SHAPE.matcher(name).matches();
  }

  /** With {@code latest} where no tag is named. */
  static String tagged(String name) {
    return name.indexOf(':', name.lastIndexOf('/') + 1) < 0 ? name + ":latest" : name;
  }
}
