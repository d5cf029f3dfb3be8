package ai.organized.flywheel.account;

import ai.organized.flywheel.account.googleads.GoogleAdsAccount;
import ai.organized.flywheel.account.source.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What looks wrong in an account, the weightiest first. A finding needs every source that it
 * compares: of what is unknown nothing is said.
 */
public final class Findings {
  /** Money that is counted wrong, then money that is not counted, then what may become either. */
  private static final List<String> WEIGHTIEST_FIRST =
      List.of(
          "zero_value",
          "spend_without_conversions",
          "conversion_without_tag",
          "tag_without_conversion",
          "duplicate_primary",
          "pixel_event_without_server",
          "no_recent_conversion",
          "not_eligible",
          "limited",
          "tag_without_trigger",
          "unpublished_changes");

  private Findings() {}

  public static List<Finding> of(AccountSources sources) {
    List<Finding> findings = new ArrayList<>();
    sources
        .googleAds()
        .asOptional()
        .ifPresent(
            ads -> {
              add(ads.performanceFlags(), findings);
              add(ads.setupFlags(), findings);
            });
    findings.addAll(ConversionFindings.of(sources));
    findings.addAll(PixelFindings.of(sources));
    findings.addAll(ContainerFindings.of(sources));
    findings.sort(Comparator.comparing(finding -> WEIGHTIEST_FIRST.indexOf(finding.code())));
    return List.copyOf(findings);
  }

  private static void add(Source<List<GoogleAdsAccount.Flag>> flags, List<Finding> findings) {
    flags
        .asOptional()
        .ifPresent(known -> known.forEach(f -> findings.add(new Finding(f.code(), f.words()))));
  }
}
