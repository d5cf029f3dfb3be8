package ai.organized.flywheel.account;

import ai.organized.flywheel.account.StateVersion.Change;
import ai.organized.flywheel.account.memory.Memory;
import ai.organized.flywheel.account.meta.MetaAccount;
import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.account.stape.StapeContainers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Everything that changed between two account states, the weightiest first. */
public final class Difference {
  /** One change, in words for a person. */
  public record Found(Change change, String words) {}

  private final List<Found> found = new ArrayList<>();

  /** Between two states as they are. */
  public static Difference between(AccountSources before, AccountSources now) {
    return new Difference(before, before, now);
  }

  /**
   * @param before the state before
   * @param remembered the same, with what a silent source told last
   */
  Difference(AccountSources before, AccountSources remembered, AccountSources now) {
    compare("gtm", before.gtm(), remembered.gtm(), now.gtm(), container("gtm"));
    compare("sgtm", before.sgtm(), remembered.sgtm(), now.sgtm(), container("sgtm"));
    compare(
        "google_ads",
        before.googleAds(),
        remembered.googleAds(),
        now.googleAds(),
        (was, is) -> new GoogleAdsDifference(this::add).compare(was, is));
    compare("meta", before.meta(), remembered.meta(), now.meta(), this::meta);
    compare("stape", before.stape(), remembered.stape(), now.stape(), this::stape);
    compare("memory", before.memory(), remembered.memory(), now.memory(), this::memory);
    found.sort(Comparator.comparing(Found::change).reversed());
  }

  public List<Found> found() {
    return List.copyOf(found);
  }

  /** Between states that do not say the same, so that there is at least a patch. */
  Change change() {
    return found.isEmpty() ? Change.PATCH : found.get(0).change();
  }

  String words() {
    return found.isEmpty()
        ? "details changed"
        : found.stream().map(Found::words).collect(Collectors.joining("; "));
  }

  private void add(Change change, String words) {
    found.add(new Found(change, words));
  }

  private void list(Change change, String what, List<String> before, List<String> now) {
    ListChange.words(what, before, now).ifPresent(words -> add(change, words));
  }

  private <T> void compare(
      String name,
      Source<T> before,
      Source<T> remembered,
      Source<T> now,
      BiConsumer<T, T> contents) {
    String was = word(before);
    String is = word(now);
    if (now instanceof Source.Known<T> known && remembered instanceof Source.Known<T> last) {
      contents.accept(last.value(), known.value());
    } else if (now instanceof Source.Known) {
      add(Change.MINOR, name + " " + was + " → known");
      return;
    }
    if (!was.equals(is)) {
      add(Change.PATCH, name + " " + was + " → " + is);
    }
  }

  private static <T> String word(Source<T> source) {
    return source.fold(value -> "known", reason -> "unknown", () -> "off");
  }

  private BiConsumer<ContainerState, ContainerState> container(String name) {
    return (was, is) -> {
      new ContainerDifference(name, this::add).compare(was.container(), is.container());
      if (!was.draft().saysTheSameAs(is.draft())) {
        add(Change.PATCH, name + " workspace: " + DraftWords.of(is.draft()));
      }
    };
  }

  private void meta(MetaAccount was, MetaAccount is) {
    if (!was.pixelId().equals(is.pixelId())) {
      add(Change.MINOR, "meta pixel " + name(was.pixelId()) + " → " + name(is.pixelId()));
    }
    list(Change.PATCH, "meta events", names(was.events()), names(is.events()));
  }

  private static List<String> names(Source<List<MetaAccount.PixelEvent>> events) {
    return events.asOptional().orElse(List.of()).stream()
        .map(event -> event.name() + " (" + event.from().name().toLowerCase(Locale.ROOT) + ")")
        .toList();
  }

  private static String name(Optional<String> id) {
    return id.orElse("none");
  }

  private void stape(StapeContainers was, StapeContainers is) {
    list(Change.PATCH, "stape containers", containers(was), containers(is));
  }

  private static List<String> containers(StapeContainers stape) {
    return stape.containers().stream().map(c -> c.identifier() + " " + c.status()).toList();
  }

  private void memory(Memory was, Memory is) {
    list(Change.PATCH, "past fixes", titles(was), titles(is));
  }

  private static List<String> titles(Memory memory) {
    return memory.fixes().stream().map(Memory.Fix::title).toList();
  }
}
