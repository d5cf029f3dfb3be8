package ai.organized.flywheel.account;

import ai.organized.flywheel.account.GtmContainer.Side;
import ai.organized.flywheel.account.GtmContainer.Tag;
import ai.organized.flywheel.account.GtmContainer.Trigger;
import ai.organized.flywheel.account.GtmContainer.Variable;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What the system prompt says of a container: one line of counts, then lists of names. */
final class GtmPrompt {
  private static final Set<String> CONVERSION_TAGS =
      Set.of("awct", "awud", "fls", "flc", "sgtmadsct", "sgtmfls");
  private static final Set<String> ANALYTICS_TAGS =
      Set.of("googtag", "gaawc", "gaawe", "sgtmgaaw", "ua");

  /** Tokens of an id. */
  private static final int LONGEST_ID = 20;

  private GtmPrompt() {}

  static String head(GtmContainer container) {
    boolean server = container.side() == Side.SERVER;
    String id = container.publicId().map(GtmPrompt::id).orElse("container id unknown");
    String head =
        (server ? "sGTM: " : "GTM: ")
            + id
            + " | "
            + side(container)
            + " | "
            + container.tags().size()
            + " tags, "
            + container.triggers().size()
            + " triggers, "
            + container.variables().size()
            + " variables";
    if (server) {
      head += ", " + container.clients().size() + " clients";
    }
    String schema = server ? "Events" : "dataLayer";
    boolean silent = container.events().isEmpty() && container.eventPatterns().isEmpty();
    return silent ? head + "\n" + schema + ": no custom events" : head;
  }

  /** In the order in which they matter to somebody who looks for a fault. */
  static List<PromptList> lists(GtmContainer container) {
    boolean server = container.side() == Side.SERVER;
    List<String> events =
        Stream.concat(
                container.events().stream(),
                container.eventPatterns().stream().map(pattern -> "events like " + pattern))
            .toList();
    return List.of(
        PromptList.of("Tags", "tags", 2, tags(container)),
        PromptList.of(
            server ? "Events" : "dataLayer", server ? "events" : "dataLayer events", 3, events),
        PromptList.of(
            server ? "Event data" : "DLV",
            server ? "event data keys" : "dataLayer keys",
            2,
            container.keys()),
        PromptList.of(
            "Triggers", "triggers", 1, container.triggers().stream().map(Trigger::name).toList()),
        PromptList.of(
            "Variables",
            "variables",
            1,
            container.variables().stream().map(Variable::name).toList()),
        PromptList.of("Clients", "clients", 1, container.clients()));
  }

  private static String side(GtmContainer container) {
    String side =
        container.side() == Side.UNKNOWN
            ? "side unknown"
            : container.side().name().toLowerCase(Locale.ROOT);
    if (container.draft()) {
      return side + ", unpublished workspace";
    }
    return side + container.versionId().map(version -> ", version " + id(version)).orElse("");
  }

  private static String id(String id) {
    return PromptTokens.cut(id, LONGEST_ID);
  }

  /** Conversions first, then analytics, what is paused last. */
  private static List<String> tags(GtmContainer container) {
    return container.tags().stream()
        .sorted(Comparator.comparing(GtmPrompt::rank)) // stable: by name within a rank
        .map(tag -> tag.paused() ? tag.name() + " (paused)" : tag.name())
        .toList();
  }

  private static int rank(Tag tag) {
    if (tag.paused()) {
      return 3;
    }
    return CONVERSION_TAGS.contains(tag.type()) ? 0 : ANALYTICS_TAGS.contains(tag.type()) ? 1 : 2;
  }
}
