package ai.organized.flywheel.account;

import ai.organized.flywheel.account.AccountStates.Kept;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount;
import ai.organized.flywheel.account.memory.Memory;
import ai.organized.flywheel.account.source.Source;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What account_state.json shows: the state, and what is derived from it: {@code known_issues},
 * {@code memory_summary}, {@code system_prompt}, and what only two sources together show.
 */
public final class AccountStateFile {
  /** Fixes in the summary; all of them are under {@code memory}. */
  private static final int SUMMED_UP = 10;

  private AccountStateFile() {}

  public static byte[] write(String displayName, Kept kept) {
    AccountState state = kept.state();
    ObjectNode node = AccountStateJson.tree(state);
    node.put("version_reason", kept.reason());
    ArrayNode issues = node.putArray("known_issues");
    Findings.of(state.sources()).forEach(finding -> issues.add(finding.words()));
    AccountSources sources = state.sources();
    if (sources.meta() instanceof Source.Known) {
      ((ObjectNode) node.get("meta"))
          .set("capi_config", AccountStateJson.part(ConversionsApi.of(sources)));
    }
    sources
        .googleAds()
        .asOptional()
        .ifPresent(ads -> addLinks((ObjectNode) node.get("google_ads"), sources, ads));
    sources.memory().asOptional().ifPresent(memory -> node.put("memory_summary", summary(memory)));
    node.put("system_prompt", SystemPrompt.build(displayName, Optional.of(state)));
    return (AccountStateJson.text(node) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void addLinks(ObjectNode node, AccountSources sources, GoogleAdsAccount ads) {
    node.set(
        "linked_gtm_containers",
        AccountStateJson.part(GoogleAdsLinks.linkedContainers(sources, ads)));
    node.set(
        "enhanced_conversions",
        AccountStateJson.part(GoogleAdsLinks.enhancedConversions(sources, ads)));
  }

  private static String summary(Memory memory) {
    List<String> titles = memory.fixes().stream().map(Memory.Fix::title).toList();
    String first = titles.stream().limit(SUMMED_UP).collect(Collectors.joining("; "));
    int rest = titles.size() - SUMMED_UP;
    return rest > 0 ? first + " [+" + rest + " more]" : first;
  }
}
