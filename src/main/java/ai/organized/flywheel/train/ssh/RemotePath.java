package ai.organized.flywheel.train.ssh;

import ai.organized.flywheel.failure.RefusedException;

/** A path below the login folder of the trainer. */
final class RemotePath {
  private RemotePath() {}

  /**
   * The path, so written that no command takes it for an option.
   *
   * @throws RefusedException when it would lead out of the login folder
   */
  static String below(String path) {
    boolean leadsOut = path.startsWith("/") || ("/" + path + "/").contains("/../");
    if (path.isEmpty() || leadsOut || path.indexOf('\0') >= 0) {
      throw new RefusedException(
          "trainer_path",
          "\"" + path.replace('\0', '?') + "\" is no path below the login folder of the trainer");
    }
    return path.startsWith("./") ? path : "./" + path;
  }

  /** As the caller named it. */
  static String said(String path) {
    return path.startsWith("./") ? path.substring(2) : path;
  }

  /** The folder it is in; that of the login folder is itself. */
  static String folder(String path) {
    return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : ".";
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
