package ai.organized.flywheel.registry;

import ai.organized.flywheel.failure.RefusedException;
import java.util.List;

/** Which versions can be gone back to. */
final class MayAnswerAgain {
  private MayAnswerAgain() {}

  /**
   * @param all of the client, the newest first
   * @throws RefusedException when the wanted one never answered and is not ready to, or its model
   *     was removed
   */
  static void require(ModelVersion wanted, List<ModelVersion> all) {
    if (!isDone(wanted)) {
      throw new RefusedException(
          "not_archived",
          name(wanted)
              + " is "
              + wanted.state().word()
              + "; only an archived or ready version can answer again. See: flywheel fine-tune"
              + " status --client "
              + wanted.client());
    }
    requireModel(wanted, all);
  }

  /**
   * @throws RefusedException when its model was removed, or is being removed
   */
  static void requireModel(ModelVersion wanted, List<ModelVersion> all) {
    if (wanted.removingAt().isPresent()) {
      throw new RefusedException(
          "model_removed",
          "the model of "
              + name(wanted)
              + wanted.removedAt().map(at -> " was removed on " + at).orElse(" is being removed")
              + " to make room (flywheel.cycle.max-versions); "
              + next(wanted, all));
    }
  }

  private static String next(ModelVersion wanted, List<ModelVersion> all) {
    return all.stream()
        .filter(version -> isDone(version) && version.removingAt().isEmpty())
        .findFirst()
        .map(
            version ->
                "the newest that can answer again: flywheel fine-tune rollback --client "
                    + version.client()
                    + " --version "
                    + version.version())
        .orElse("no other can answer again: flywheel fine-tune status --client " + wanted.client());
  }

  private static boolean isDone(ModelVersion version) {
    return version.state() == ModelState.ARCHIVED || version.state() == ModelState.READY;
  }

  private static String name(ModelVersion version) {
    return "version " + version.version() + " of client " + version.client();
  }
}
