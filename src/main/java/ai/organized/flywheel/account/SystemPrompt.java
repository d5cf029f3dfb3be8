package ai.organized.flywheel.account;

import ai.organized.flywheel.account.memory.Memory;
import ai.organized.flywheel.account.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The system prompt of everything said and learned about one client: training lines, Modelfile and
 * fallback all take it from here. Its order is that of the account state page: what is there, then
 * what is wrong with it, then what was learned.
 *
 * <p>The same role and sources give the same text, at whatever time and in whatever version.
 */
public final class SystemPrompt {
  /** In the larger count of o200k_base and cl100k_base. */
  public static final int MAX_TOKENS = 800;

  /** Tokens of a free text: a client's name, the reason why a source is unknown. */
  private static final int LONGEST_TEXT = 40;

  private SystemPrompt() {}

  /**
   * @param displayName of the client, as a person writes it
   */
  public static String build(String displayName, Optional<AccountState> state) {
    String role =
        "You are a conversion tracking expert for "
            + PromptTokens.cut(displayName, LONGEST_TEXT)
            + ".";
    if (state.isEmpty()) {
      return role + "\nAccount state: unknown, nothing has been collected yet.";
    }
    return PromptFit.within(MAX_TOKENS, role, parts(state.get().sources()));
  }

  private static List<PromptPart> parts(AccountSources sources) {
    List<PromptPart> parts = new ArrayList<>();
    parts.add(new PromptPart.Line(GtmPrompt.line(sources.gtm(), sources.sgtm())));
    parts.addAll(GoogleAdsPrompt.conversions(sources.googleAds()));
    sources.gtm().asOptional().ifPresent(web -> parts.addAll(GtmPrompt.web(web.container())));
    sources.sgtm().asOptional().ifPresent(s -> parts.addAll(GtmPrompt.server(s.container())));
    parts.addAll(GoogleAdsPrompt.account(sources.googleAds()));
    parts.addAll(MetaPrompt.of(sources));
    List<String> issues = Findings.of(sources).stream().map(Finding::words).toList();
    parts.add(
        new PromptPart.Names(PromptList.ofSentences("Known issues", "known issues", 3, issues)));
    parts.addAll(memory(sources.memory()));
    return parts;
  }

  private static List<PromptPart> memory(Source<Memory> memory) {
    return memory.fold(
        known ->
            List.of(
                new PromptPart.Names(
                    PromptList.ofSentences("Past fixes", "past fixes", 2, fixes(known)))),
        reason -> List.of(unknown("Past fixes", reason)),
        List::of);
  }

  private static List<String> fixes(Memory memory) {
    return memory.fixes().stream()
        .map(fix -> fix.title() + fix.text().map(text -> " → " + text).orElse(""))
        .toList();
  }

  /** {@code Meta: unknown (the server did not answer)}. */
  static PromptPart unknown(String name, String reason) {
    return new PromptPart.Line(name + ": unknown (" + PromptTokens.cut(reason, LONGEST_TEXT) + ")");
  }
}
