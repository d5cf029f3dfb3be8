package ai.organized.flywheel.account;

import ai.organized.flywheel.account.googleads.GoogleAdsAccount;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Campaign;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.ConversionAction;
import ai.organized.flywheel.account.source.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** What the system prompt says of Google Ads: conversion actions with their tags, campaigns. */
final class GoogleAdsPrompt {
  private GoogleAdsPrompt() {}

  /** {@code Conversion actions: All Purchases (tag:AW-123/abc), Lead Form Submit}. */
  static List<PromptPart> conversions(Source<GoogleAdsAccount> source) {
    return part(
        source,
        GoogleAdsAccount::conversionActions,
        "Conversion actions",
        actions ->
            PromptList.of(
                "Conversion actions", "conversion actions", 3, conversionActions(actions)));
  }

  /** The ones that bidding uses first. */
  private static List<String> conversionActions(List<ConversionAction> actions) {
    return actions.stream()
        .sorted(Comparator.comparing((ConversionAction action) -> action.primary() ? 0 : 1))
        .map(action -> action.name() + tag(action) + off(action.status()))
        .toList();
  }

  private static String tag(ConversionAction action) {
    return action.sendTo().isEmpty() ? "" : " (tag:" + action.sendTo().get(0) + ")";
  }

  private static String off(String status) {
    return status.equals("ENABLED") ? "" : " [" + status + "]";
  }

  static List<PromptPart> account(Source<GoogleAdsAccount> source) {
    List<PromptPart> parts = new ArrayList<>();
    parts.add(
        source.fold(
            GoogleAdsPrompt::line,
            reason -> SystemPrompt.unknown("Google Ads", reason),
            () -> new PromptPart.Line("Google Ads: not configured")));
    parts.addAll(
        part(
            source,
            GoogleAdsAccount::campaigns,
            "Campaigns",
            campaigns ->
                PromptList.of(
                    "Campaigns",
                    "campaigns",
                    1,
                    campaigns.stream().map(GoogleAdsPrompt::campaign).toList())));
    parts.addAll(
        part(
            source,
            GoogleAdsAccount::assetGroups,
            "PMAX asset groups",
            groups ->
                PromptList.of(
                    "PMAX asset groups",
                    "PMAX asset groups",
                    1,
                    groups.stream().map(g -> g.name() + " (" + g.id() + ")").toList())));
    return parts;
  }

  private static PromptPart line(GoogleAdsAccount account) {
    String line = "Google Ads: " + account.accountId();
    String currency =
        account
            .customer()
            .asOptional()
            .map(c -> ", " + c.currency() + ", " + c.timeZone())
            .orElse("");
    String tracking =
        account
            .conversionTracking()
            .asOptional()
            .flatMap(GoogleAdsAccount.ConversionTracking::id)
            .map(id -> " | conversion tracking AW-" + id)
            .orElse("");
    return new PromptPart.Line(PromptTokens.cut(line + currency + tracking, 60));
  }

  private static String campaign(Campaign campaign) {
    String status = campaign.status().equals("ENABLED") ? "" : ", " + campaign.status();
    return campaign.name() + " (" + campaign.type() + status + ")";
  }

  /**
   * A part that is unknown says so; of an account that is unknown as a whole nothing more is said.
   */
  private static <T> List<PromptPart> part(
      Source<GoogleAdsAccount> source,
      Function<GoogleAdsAccount, Source<List<T>>> part,
      String name,
      Function<List<T>, PromptList> list) {
    return source
        .asOptional()
        .map(part)
        .map(
            told ->
                told.fold(
                    known -> List.<PromptPart>of(new PromptPart.Names(list.apply(known))),
                    reason -> List.of(SystemPrompt.unknown(name, reason)),
                    List::<PromptPart>of))
        .orElse(List.of());
  }
}
