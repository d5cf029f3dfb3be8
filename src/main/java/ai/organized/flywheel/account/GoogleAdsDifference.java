package ai.organized.flywheel.account;

import ai.organized.flywheel.account.StateVersion.Change;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount;
import ai.organized.flywheel.account.source.Source;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What changed between two looks at one Google Ads account. */
final class GoogleAdsDifference {
  private final BiConsumer<Change, String> add;

  GoogleAdsDifference(BiConsumer<Change, String> add) {
    this.add = add;
  }

  void compare(GoogleAdsAccount was, GoogleAdsAccount is) {
    if (!was.accountId().equals(is.accountId())) {
      add.accept(Change.MINOR, "google_ads account " + was.accountId() + " → " + is.accountId());
    }
    list(
        Change.MINOR,
        "conversion actions",
        was.conversionActions(),
        is.conversionActions(),
        action -> action.name() + " (" + String.join(", ", action.sendTo()) + ")");
    list(
        Change.PATCH,
        "campaigns",
        was.campaigns(),
        is.campaigns(),
        campaign -> campaign.name() + " (" + campaign.type() + ", " + campaign.status() + ")");
    list(
        Change.PATCH,
        "asset groups",
        was.assetGroups(),
        is.assetGroups(),
        GoogleAdsAccount.AssetGroup::name);
    list(
        Change.PATCH,
        "performance flags",
        was.performanceFlags(),
        is.performanceFlags(),
        GoogleAdsAccount.Flag::words);
    list(
        Change.PATCH,
        "setup flags",
        was.setupFlags(),
        is.setupFlags(),
        GoogleAdsAccount.Flag::words);
  }

  /** Two lists that are known are compared; one that is not has nothing to say. */
  private <T> void list(
      Change change,
      String what,
      Source<List<T>> before,
      Source<List<T>> now,
      Function<T, String> name) {
    String heading = "google_ads " + what;
    if (before instanceof Source.Known<List<T>> was && now instanceof Source.Known<List<T>> is) {
      ListChange.words(
              heading,
              was.value().stream().map(name).toList(),
              is.value().stream().map(name).toList())
          .ifPresent(words -> add.accept(change, words));
    } else if (before instanceof Source.Known != now instanceof Source.Known) {
      add.accept(
          Change.PATCH,
          heading + (now instanceof Source.Known ? " unknown → known" : " known → unknown"));
    }
  }
}
