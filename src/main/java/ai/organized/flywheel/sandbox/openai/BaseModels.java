package ai.organized.flywheel.sandbox.openai;

import java.util.List;
import java.util.Set;

/** The models that nobody here has trained. */
final class BaseModels {
  /** Dated snapshots, because the service trains no alias. */
  static final Set<String> TRAINABLE =
      Set.of(
          "gpt-4.1-2025-04-14",
          "gpt-4.1-mini-2025-04-14",
          "gpt-4o-2024-08-06",
          "gpt-4o-mini-2024-07-18");

  static final List<String> ALL =
      List.of(
          "gpt-4.1",
          "gpt-4.1-2025-04-14",
          "gpt-4.1-mini",
          "gpt-4.1-mini-2025-04-14",
          "gpt-4o",
          "gpt-4o-2024-08-06",
          "gpt-4o-mini",
          "gpt-4o-mini-2024-07-18");

  /** Epoch seconds, 2025-04-14. */
  static final long CREATED = 1_744_588_800L;

  private BaseModels() {}
}
