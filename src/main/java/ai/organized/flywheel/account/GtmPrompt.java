package ai.organized.flywheel.account;

import ai.organized.flywheel.account.gtm.GtmContainer;
import ai.organized.flywheel.account.gtm.GtmContainer.Side;
import ai.organized.flywheel.account.gtm.GtmContainer.Tag;
import ai.organized.flywheel.account.gtm.GtmContainer.Trigger;
import ai.organized.flywheel.account.source.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the system prompt says of the containers: one line of ids and counts, then lists of names.
 */
final class GtmPrompt {
  private static final Set<String> CONVERSION_TAGS =
      Set.of("awct", "awud", "fls", "flc", "sgtmadsct", "sgtmfls");
  private static final Set<String> ANALYTICS_TAGS =
      Set.of("googtag", "gaawc", "gaawe", "sgtmgaaw", "ua");

  /** Tokens of an id. */
  private static final int LONGEST_ID = 20;

  /** Tokens of the reason why a container is unknown. */
  private static final int LONGEST_REASON = 40;

  private GtmPrompt() {}

  /** {@code GTM: GTM-ABC1234 (web, version 12, …) | sGTM: …}; a server that is off is left out. */
  static String line(Source<ContainerState> web, Source<ContainerState> server) {
    String line = "GTM: " + container(web);
    return server instanceof Source.Off ? line : line + " | sGTM: " + container(server);
  }

  private static String container(Source<ContainerState> source) {
    return source.fold(
        GtmPrompt::known,
        reason -> "unknown (" + PromptTokens.cut(reason, LONGEST_REASON) + ")",
        () -> "not used");
  }

  private static String known(ContainerState side) {
    GtmContainer container = side.container();
    StringBuilder known =
        new StringBuilder(container.containerId().map(GtmPrompt::id).orElse("container id unknown"))
            .append(" (")
            .append(side(container))
            .append("; ")
            .append(container.tags().size())
            .append(" tags, ")
            .append(container.triggers().size())
            .append(" triggers, ")
            .append(container.variables().size())
            .append(" variables");
    if (container.side() == Side.SERVER) {
      known.append(", ").append(container.clients().size()).append(" clients");
    }
    known.append("; unpublished changes: ").append(DraftWords.of(side.draft()));
    return known.append(")").toString();
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

  /** In the order in which they matter to somebody who looks for a fault. */
  static List<PromptPart> web(GtmContainer container) {
    List<PromptPart> parts = new ArrayList<>();
    if (container.events().isEmpty() && container.eventPatterns().isEmpty()) {
      parts.add(new PromptPart.Line("dataLayer events: none is listened to, pushed or sent"));
    }
    parts.add(names("Tags", "tags", 2, tags(container)));
    parts.add(names("dataLayer events", "dataLayer events", 3, events(container)));
    parts.add(names("dataLayer schema", "dataLayer keys", 2, container.keys()));
    parts.add(names("Triggers", "triggers", 1, triggers(container)));
    parts.add(names("Variables", "variables", 1, variables(container)));
    return parts;
  }

  static List<PromptPart> server(GtmContainer container) {
    return List.of(
        names("sGTM tags", "sGTM tags", 2, tags(container)),
        names("sGTM events", "sGTM events", 1, events(container)),
        names("sGTM event data", "sGTM event data keys", 1, container.keys()),
        names("sGTM clients", "sGTM clients", 1, container.clients()));
  }

  private static PromptPart names(String label, String unit, int weight, List<String> names) {
    return new PromptPart.Names(PromptList.of(label, unit, weight, names));
  }

  private static List<String> events(GtmContainer container) {
    return Stream.concat(
            container.events().stream().map(GtmContainer.Event::name),
            container.eventPatterns().stream().map(pattern -> "events like " + pattern))
        .toList();
  }

  private static List<String> triggers(GtmContainer container) {
    return container.triggers().stream().map(Trigger::name).toList();
  }

  private static List<String> variables(GtmContainer container) {
    return container.variables().stream().map(GtmContainer.Variable::name).toList();
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
