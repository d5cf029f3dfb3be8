package ai.organized.flywheel.account;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is read from one Tag Manager export: names and types, never values.
 *
 * <p>All lists are sorted, so that the order of an export makes no difference.
 *
 * @param publicId {@code GTM-…}; a partial export may lack it
 * @param versionId the container version; {@code 0} is a workspace, not yet published
 * @param templates names of the custom templates
 * @param events custom events that triggers wait for, without Tag Manager's own {@code gtm.*}
 * @param eventPatterns regular expressions over event names that no plain list can replace
 * @param keys dataLayer paths (web) or event data paths (server) that variables read
 */
public record GtmContainer(
    Optional<String> publicId,
    Side side,
    Optional<String> versionId,
    List<Tag> tags,
    List<Trigger> triggers,
    List<Variable> variables,
    List<String> clients,
    List<String> transformations,
    List<String> templates,
    List<String> events,
    List<String> eventPatterns,
    List<String> keys) {

  /** Where the container runs. */
  public enum Side {
    WEB,
    SERVER,
    AMP,
    IOS,
    ANDROID,
    UNKNOWN
  }

  /**
   * @param type Tag Manager's code: {@code gaawe}, {@code awct}, {@code html}, {@code cvt_…}
   */
  public record Tag(String name, String type, boolean paused) {}

  /**
   * @param type as in exports, {@code CUSTOM_EVENT}; the API's {@code customEvent} is folded into
   *     it
   */
  public record Trigger(String name, String type) {}

  /**
   * @param type Tag Manager's code: {@code v} dataLayer, {@code ed} event data, {@code c} constant
   */
  public record Variable(String name, String type) {}

  public GtmContainer {
    requireNonNull(publicId, "publicId");
    requireNonNull(side, "side");
    requireNonNull(versionId, "versionId");
    tags =
        sorted(
            tags,
            Comparator.comparing(Tag::name).thenComparing(Tag::type).thenComparing(Tag::paused));
    triggers = sorted(triggers, Comparator.comparing(Trigger::name).thenComparing(Trigger::type));
    variables =
        sorted(variables, Comparator.comparing(Variable::name).thenComparing(Variable::type));
    clients = sorted(clients, Comparator.naturalOrder());
    transformations = sorted(transformations, Comparator.naturalOrder());
    templates = sorted(templates, Comparator.naturalOrder());
    events = distinct(events);
    eventPatterns = distinct(eventPatterns);
    keys = distinct(keys);
  }

  /** Whether this is a workspace and not what visitors get; false when the export does not say. */
  public boolean draft() {
    return versionId.equals(Optional.of("0"));
  }

  private static <T> List<T> sorted(Collection<T> items, Comparator<T> order) {
    return items.stream().sorted(order).toList();
  }

  private static List<String> distinct(Collection<String> names) {
    return names.stream().distinct().sorted().toList();
  }
}
