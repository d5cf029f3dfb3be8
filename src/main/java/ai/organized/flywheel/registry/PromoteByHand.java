package ai.organized.flywheel.registry;

import ai.organized.flywheel.audit.Action;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * A person lets a version answer: one that is held, ready or archived, or a refused one after all.
 */
public final class PromoteByHand {
  private final Jdbi jdbi;
  private final ModelRegistry registry;
  private final AuditLog audit;

  public PromoteByHand(Jdbi jdbi, ModelRegistry registry, AuditLog audit) {
    this.jdbi = jdbi;
    this.registry = registry;
    this.audit = audit;
  }

  /**
   * One transaction: what answered is archived.
   *
   * @param actor who does it, for the audit log
   * @param evenRefused the person says that a refused version may answer
   * @return the version that answered until now
   * @throws RefusedException when the version has no model, was not evaluated, or was refused and
   *     nothing was said about that
   */
  public Optional<Integer> promote(
      String actor, ClientId client, int version, boolean evenRefused) {
    Optional<Integer> before =
        jdbi.inTransaction(
            handle -> {
              ModelVersion wanted = ModelRegistry.find(handle, client, version);
              check(wanted, evenRefused);
              MayAnswerAgain.requireModel(wanted, ModelRegistry.versions(handle, client));
              Optional<Integer> answered = registry.activeVersion(handle, client);
              registry.promote(handle, client, version, reason(wanted));
              String archived = answered.map(number -> "; v" + number + " is archived").orElse("");
              audit.add(handle, actor, Action.PROMOTED, client, version, "by hand" + archived);
              return answered;
            });
    registry.project(client);
    return before;
  }

  private static void check(ModelVersion wanted, boolean evenRefused) {
    switch (wanted.state()) {
      case HELD, READY, ARCHIVED -> requireModel(wanted);
      case REFUSED -> {
        requireModel(wanted);
        if (!evenRefused) {
          throw refused(
              wanted,
              "was_refused",
              "was refused ("
                  + wanted.reason().orElse("no reason is known")
                  + "); to let it answer all the same, add --yes");
        }
      }
      case ACTIVE -> throw refused(wanted, "already_active", "answers already");
      case TRAINING, EVALUATING, FAILED ->
          throw refused(
              wanted,
              "not_evaluated",
              "is "
                  + wanted.state().word()
                  + " and was never evaluated; see: flywheel fine-tune status --client "
                  + wanted.client());
    }
  }

  private static void requireModel(ModelVersion wanted) {
    if (wanted.modelId().isEmpty()) {
      throw refused(wanted, "no_model", "has no model: its training gave none");
    }
  }

  private static RefusedException refused(ModelVersion wanted, String code, String why) {
    return new RefusedException(
        code, "version " + wanted.version() + " of client " + wanted.client() + " " + why);
  }

  private static String reason(ModelVersion wanted) {
    return "promoted by hand; it was "
        + wanted.state().word()
        + wanted.reason().map(reason -> ": " + reason).orElse("");
  }
}
