package ai.organized.flywheel.account;

import ai.organized.flywheel.account.StateVersion.Change;
import ai.organized.flywheel.account.gtm.GtmContainer;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What changed between two looks at one side's container. */
final class ContainerDifference {
  private final String name;
  private final BiConsumer<Change, String> add;

  /**
   * @param name of the source: {@code gtm}
   */
  ContainerDifference(String name, BiConsumer<Change, String> add) {
    this.name = name;
    this.add = add;
  }

  void compare(GtmContainer was, GtmContainer is) {
    Optional<String> before = was.containerId();
    Optional<String> now = is.containerId();
    if (before.isPresent() && now.isPresent() && !before.equals(now)) {
      add.accept(Change.MAJOR, name + " container " + before.get() + " replaced by " + now.get());
    }
    list(
        Change.MINOR,
        "dataLayer events",
        was,
        is,
        c -> names(c.events(), GtmContainer.Event::name));
    list(Change.MINOR, "dataLayer event patterns", was, is, GtmContainer::eventPatterns);
    list(Change.MINOR, "dataLayer keys", was, is, GtmContainer::keys);
    list(Change.PATCH, "tags", was, is, c -> names(c.tags(), ContainerDifference::tag));
    list(
        Change.PATCH,
        "triggers",
        was,
        is,
        c -> names(c.triggers(), trigger -> trigger.name() + " (" + trigger.type() + ")"));
    list(
        Change.PATCH,
        "variables",
        was,
        is,
        c -> names(c.variables(), variable -> variable.name() + " (" + variable.type() + ")"));
    list(Change.PATCH, "clients", was, is, GtmContainer::clients);
    list(Change.PATCH, "transformations", was, is, GtmContainer::transformations);
    list(Change.PATCH, "templates", was, is, GtmContainer::templates);
    if (!was.versionId().equals(is.versionId())) {
      add.accept(Change.PATCH, name + " container version " + version(was) + " → " + version(is));
    }
  }

  private void list(
      Change change,
      String what,
      GtmContainer was,
      GtmContainer is,
      Function<GtmContainer, List<String>> names) {
    ListChange.words(name + " " + what, names.apply(was), names.apply(is))
        .ifPresent(words -> add.accept(change, words));
  }

  private static <T> List<String> names(List<T> items, Function<T, String> name) {
    return items.stream().map(name).toList();
  }

  private static String tag(GtmContainer.Tag tag) {
    return tag.name() + " (" + tag.type() + ")" + (tag.paused() ? " (paused)" : "");
  }

  private static String version(GtmContainer container) {
    return container.draft() ? "unpublished" : container.versionId().orElse("unknown");
  }
}
