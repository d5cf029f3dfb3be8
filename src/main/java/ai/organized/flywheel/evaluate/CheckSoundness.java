package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.evaluate.Contestant.Role;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.registry.ModelVersion;
import java.util.Optional;

/** Asks a version the golden prompts, as it is asked in an evaluation; keeps nothing. */
public final class CheckSoundness {
  private static final Sampling PLAIN = new Sampling(0, 1);

  private final AskModel model;
  private final DatasetStore datasets;

  public CheckSoundness(AskModel model, DatasetStore datasets) {
    this.model = model;
    this.datasets = datasets;
  }

  /** Stops at the first answer that is broken, or that does not come. */
  public Soundness of(ModelVersion version) {
    try {
      for (Question question : GoldenPrompts.to(version.client(), contestant(version), PLAIN)) {
        Answer answer = model.ask(question);
        Optional<Flaw> broken = answer.flaw().filter(Flaw::isBroken);
        if (broken.isPresent()) {
          return new Soundness.Broken(broken.get(), GoldenPrompts.evidence(answer));
        }
      }
      return new Soundness.Sound();
    } catch (RefusedException | UnavailableException e) {
      return new Soundness.Silent(e.getMessage());
    }
  }

  private Contestant contestant(ModelVersion version) {
    String prompt =
        datasets
            .find(version.client(), version.version())
            .orElseThrow(() -> new BrokenException("a version without its dataset"))
            .systemPrompt();
    return new Contestant(
        Role.CANDIDATE,
        Optional.of(version.version()),
        version.provider(),
        version
            .modelId()
            .orElseThrow(() -> new BrokenException("a version that answers without a model")),
        version.baseModel(),
        prompt);
  }
}
