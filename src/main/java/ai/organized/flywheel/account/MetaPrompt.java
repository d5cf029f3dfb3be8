package ai.organized.flywheel.account;

import ai.organized.flywheel.account.meta.MetaAccount;
import ai.organized.flywheel.account.meta.MetaAccount.From;
import ai.organized.flywheel.account.meta.MetaAccount.PixelEvent;
import ai.organized.flywheel.account.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the system prompt says of Meta: the pixel, the Conversions API, events and audiences. */
final class MetaPrompt {
  private MetaPrompt() {}

  static List<PromptPart> of(AccountSources sources) {
    return sources
        .meta()
        .fold(
            meta -> known(meta, ConversionsApi.of(sources)),
            reason -> List.of(SystemPrompt.unknown("Meta", reason)),
            () -> List.of(new PromptPart.Line("Meta: not configured")));
  }

  private static List<PromptPart> known(MetaAccount meta, ConversionsApi api) {
    List<PromptPart> parts = new ArrayList<>();
    String pixel = "Meta Pixel: " + meta.pixelId().orElse("not configured");
    String account = meta.adAccountId().map(id -> " | ad account " + id).orElse("");
    parts.add(
        new PromptPart.Line(PromptTokens.cut(pixel + " | CAPI: " + words(api) + account, 80)));
    list(
        parts,
        "Meta events",
        "Meta events",
        2,
        meta.events().map(events -> events.stream().map(MetaPrompt::event).toList()));
    list(
        parts,
        "Meta audiences",
        "Meta audiences",
        1,
        meta.audiences().map(a -> a.stream().map(MetaAccount.Audience::name).toList()));
    return parts;
  }

  private static String words(ConversionsApi api) {
    String via = api.stapeContainerId().map(id -> " via Stape " + id).orElse("");
    return api.enabled()
        .fold(
            on -> on ? "configured" + via : "not configured", reason -> "unknown", () -> "unknown");
  }

  private static String event(PixelEvent event) {
    return event.from() == From.UNKNOWN
        ? event.name()
        : event.name() + " (" + event.from().name().toLowerCase(Locale.ROOT) + ")";
  }

  private static void list(
      List<PromptPart> parts, String label, String unit, int weight, Source<List<String>> names) {
    parts.add(
        names.fold(
            known -> new PromptPart.Names(PromptList.of(label, unit, weight, known)),
            reason -> SystemPrompt.unknown(label, reason),
            () -> new PromptPart.Line(label + ": not read")));
  }
}
