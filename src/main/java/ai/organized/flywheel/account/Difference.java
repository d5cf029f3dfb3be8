package ai.organized.flywheel.account;

import ai.organized.flywheel.account.StateVersion.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything that changed between two account states, the weightiest first. */
final class Difference {
  private record Found(Change change, String words) {}

  private final List<Found> found = new ArrayList<>();

  /** Between two that do not say the same. */
  Difference(AccountSources before, AccountSources now) {
    compareKnowledge("gtm", before.gtm(), now.gtm());
    compareKnowledge("google_ads", before.googleAds(), now.googleAds());
    compareKnowledge("meta", before.meta(), now.meta());
    compareKnowledge("memory", before.memory(), now.memory());
    before
        .gtm()
        .asOptional()
        .ifPresent(was -> now.gtm().asOptional().ifPresent(is -> compare(was, is)));
    if (found.isEmpty()) {
      found.add(new Found(Change.PATCH, "container details changed"));
    }
    found.sort(Comparator.comparing(Found::change).reversed());
  }

  Change change() {
    return found.get(0).change();
  }

  String words() {
    return found.stream().map(Found::words).collect(Collectors.joining("; "));
  }

  private <T> void compareKnowledge(String name, Source<T> before, Source<T> now) {
    String was = word(before);
    String is = word(now);
    if (!was.equals(is)) {
      Change change = now.asOptional().isPresent() ? Change.MINOR : Change.PATCH;
      found.add(new Found(change, name + " " + was + " → " + is));
    }
  }

  private static <T> String word(Source<T> source) {
    return source.fold(value -> "known", reason -> "unknown", () -> "off");
  }

  private void compare(GtmContainer before, GtmContainer now) {
    Optional<String> was = before.publicId();
    Optional<String> is = now.publicId();
    if (was.isPresent() && is.isPresent() && !was.equals(is)) {
      found.add(new Found(Change.MAJOR, "container " + was.get() + " replaced by " + is.get()));
    }
    add(Change.MINOR, "dataLayer events", before.events(), now.events());
    add(Change.MINOR, "dataLayer event patterns", before.eventPatterns(), now.eventPatterns());
    add(Change.MINOR, "dataLayer keys", before.keys(), now.keys());
    add(Change.PATCH, "tags", tags(before), tags(now));
    add(Change.PATCH, "triggers", triggers(before), triggers(now));
    add(Change.PATCH, "variables", variables(before), variables(now));
    add(Change.PATCH, "clients", before.clients(), now.clients());
    add(Change.PATCH, "transformations", before.transformations(), now.transformations());
    add(Change.PATCH, "templates", before.templates(), now.templates());
    if (!before.versionId().equals(now.versionId())) {
      String words = version(before) + " → " + version(now);
      found.add(new Found(Change.PATCH, "container version " + words));
    }
  }

  private void add(Change change, String what, List<String> before, List<String> now) {
    ListChange.words(what, before, now).ifPresent(words -> found.add(new Found(change, words)));
  }

  private static String version(GtmContainer container) {
    return container.draft() ? "unpublished" : container.versionId().orElse("unknown");
  }

  private static List<String> tags(GtmContainer container) {
    return container.tags().stream()
        .map(tag -> named(tag.name(), tag.type()) + (tag.paused() ? " (paused)" : ""))
        .toList();
  }

  private static List<String> triggers(GtmContainer container) {
    return container.triggers().stream().map(t -> named(t.name(), t.type())).toList();
  }

  private static List<String> variables(GtmContainer container) {
    return container.variables().stream().map(v -> named(v.name(), v.type())).toList();
  }

  private static String named(String name, String type) {
    return name + " (" + type + ")";
  }
}
