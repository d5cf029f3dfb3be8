package ai.organized.flywheel.train.modelfile;

import ai.organized.flywheel.client.ClientId;
import java.util.regex.Pattern;

/**
 * Names of models in Ollama.
 *
 * <p>A client id has 48 characters at most and a part of a name 80, so that none is ever cut.
 * Source: ollama/ollama, types/model/name.go of 0.32.
 */
public final class ClientModelName {
  private static final String PART = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}";
  private static final Pattern SHAPE =
      Pattern.compile(
          "([A-Za-z0-9_][A-Za-z0-9_.:-]{0,199}/)?([A-Za-z0-9_][A-Za-z0-9_-]{0,79}/)?"
              + PART
              + "(:"
              + PART
              + ")?");

  private ClientModelName() {}

  /** {@code hre-client:v3}. */
  public static String of(ClientId client, int version) {
    return client + "-client:v" + version;
  }

  /** {@code [host/][namespace/]model[:tag]}: what may stand for a model, and is no path. */
  public static boolean isValid(String name) {
    return SHAPE.matcher(name).matches();
  }

  /** With {@code latest} where no tag is named: a name as Ollama lists it. */
  public static String tagged(String name) {
    return name.indexOf(':', name.lastIndexOf('/') + 1) < 0 ? name + ":latest" : name;
  }
}
