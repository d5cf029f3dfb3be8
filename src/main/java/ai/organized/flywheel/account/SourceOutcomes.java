package ai.organized.flywheel.account;

import ai.organized.flywheel.account.source.Source;
import java.util.List;

/** How the reading of each source went, in words for a person. */
public final class SourceOutcomes {
  private SourceOutcomes() {}

  /**
   * @param words {@code ok}, {@code unknown (reason)} or {@code off}
   */
  public record Outcome(String source, String words) {}

  public static List<Outcome> of(AccountSources sources) {
    return List.of(
        outcome("Tag Manager, web", sources.gtm()),
        outcome("Tag Manager, server", sources.sgtm()),
        outcome("Google Ads", sources.googleAds()),
        outcome("Meta", sources.meta()),
        outcome("Stape", sources.stape()),
        outcome("Memory", sources.memory()));
  }

  private static Outcome outcome(String name, Source<?> source) {
    return new Outcome(
        name, source.fold(known -> "ok", reason -> "unknown (" + reason + ")", () -> "off"));
  }
}
