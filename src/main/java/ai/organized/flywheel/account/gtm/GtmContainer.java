package ai.organized.flywheel.account.gtm;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is read from one container of Tag Manager: names, types, conditions and ids; a constant's
 * value only where it is an id that is no secret.
 *
 * <p>All lists are sorted, so that the order of an export makes no difference.
 *
 * @param containerId {@code GTM-…}; a partial export may lack it
 * @param versionId the container version; {@code 0} is a workspace, not yet published
 * @param templates names of the custom templates
 * @param events the dataLayer schema: custom events, with what shows that they exist
 * @param eventPatterns regular expressions over event names that no plain list can replace
 * @param keys dataLayer paths (web) or event data paths (server) that variables read
 */
public record GtmContainer(
    Optional<String> containerId,
    Optional<String> name,
    Side side,
    Optional<String> versionId,
    Counts counts,
    List<Tag> tags,
    List<Trigger> triggers,
    List<Variable> variables,
    List<String> clients,
    List<String> transformations,
    List<String> templates,
    @JsonProperty("datalayer_schema") List<Event> events,
    List<String> eventPatterns,
    List<String> keys,
    List<AdsTag> adsTags,
    List<String> measurementIds,
    List<MetaTag> metaTags) {

  /** Where the container runs. */
  public enum Side {
    @JsonProperty("web")
    WEB,
    @JsonProperty("server")
    SERVER,
    @JsonProperty("amp")
    AMP,
    @JsonProperty("ios")
    IOS,
    @JsonProperty("android")
    ANDROID,
    @JsonProperty("unknown")
    UNKNOWN
  }

  /**
   * @param type Tag Manager's code: {@code gaawe}, {@code awct}, {@code html}, {@code cvt_…}
   * @param template name of the custom template behind a {@code cvt_…} type
   * @param firingTriggers names; any of them fires the tag
   * @param consentNeeded consent types the tag waits for; empty when it needs none
   * @param setupTags names of tags that run before it
   * @param notes what people wrote beside it
   */
  public record Tag(
      String name,
      String type,
      Optional<String> template,
      List<String> firingTriggers,
      List<String> blockingTriggers,
      boolean paused,
      Consent consent,
      List<String> consentNeeded,
      List<String> setupTags,
      List<String> teardownTags,
      Optional<String> notes) {

    /** Whether a trigger can make it fire: not paused, and one of its triggers exists. */
    public boolean live() {
      return !paused && !firingTriggers.stream().allMatch(TriggerNames::isMissing);
    }
  }

  /** What a tag says of the consent it needs beyond what its type asks for by itself. */
  public enum Consent {
    @JsonProperty("not_set")
    NOT_SET,
    @JsonProperty("not_needed")
    NOT_NEEDED,
    @JsonProperty("needed")
    NEEDED
  }

  /**
   * @param type as in exports, {@code CUSTOM_EVENT}; the API's {@code customEvent} is folded into
   *     it
   * @param filterConditions in words, all of which must hold: {@code Page Path contains /thanks}
   * @param customEventFilter which events it waits for, in words: {@code event equals purchase}
   */
  public record Trigger(
      String name,
      String type,
      List<String> filterConditions,
      Optional<String> customEventFilter) {}

  /**
   * @param type Tag Manager's code: {@code v} dataLayer, {@code ed} event data, {@code c} constant
   * @param parameter what it reads: {@code ecommerce.value}, {@code cookie _fbp}; of a constant its
   *     value where that is an id that is no secret
   */
  public record Variable(String name, String type, Optional<String> parameter) {}

  /** An event of the dataLayer (web) or of the event stream (server), and what shows it. */
  public record Event(String name, List<Evidence> evidence) {}

  /** What shows that an event exists. */
  public enum Evidence {
    /** A trigger waits for it. */
    @JsonProperty("listened")
    LISTENED,
    /** Code in the container pushes it. */
    @JsonProperty("pushed")
    PUSHED,
    /** A tag sends it on, under this name; the page may call it otherwise. */
    @JsonProperty("sent")
    SENT
  }

  /**
   * A tag that sends to Google Ads ({@code awct}, {@code awud}, {@code sp}, {@code gclidw}, {@code
   * googtag}, {@code sgtmadsct}, {@code sgtmadsremarket}), its variables resolved as far as
   * constants go.
   *
   * @param conversionId digits, without {@code AW-}; empty when only run time knows
   * @param conversionLabel empty when it has none or only run time knows
   * @param live not paused, and fired by a trigger, or before or behind a tag that is
   * @param enhanced whether it sends user-provided data for enhanced conversions
   */
  public record AdsTag(
      String tag,
      String type,
      Optional<String> conversionId,
      Optional<String> conversionLabel,
      boolean live,
      boolean enhanced) {}

  /**
   * A tag that sends to Meta: pixel code in the browser, or the Conversions API from the server. A
   * tag has one of these for each pixel and event.
   *
   * @param pixelId digits; empty when only run time knows
   * @param event {@code Purchase}; empty when it only sets up the pixel, passes on what comes, or
   *     only run time knows
   * @param server whether it is the Conversions API
   * @param accessTokenSet whether it has a token; the token itself is never kept
   */
  public record MetaTag(
      String tag,
      Optional<String> pixelId,
      Optional<String> event,
      boolean server,
      boolean live,
      boolean accessTokenSet) {}

  /** How many there are of each kind, also of kinds that nothing else is kept of. */
  public record Counts(
      int tag,
      int trigger,
      int variable,
      int client,
      int transformation,
      int customTemplate,
      int folder,
      int zone,
      int builtInVariable) {}

  private static final Comparator<MetaTag> META_ORDER =
      Comparator.comparing(MetaTag::tag)
          .thenComparing(tag -> tag.pixelId().orElse(""))
          .thenComparing(tag -> tag.event().orElse(""));

  public GtmContainer {
    requireNonNull(side, "side");
    tags = sorted(tags, Comparator.comparing(Tag::name).thenComparing(Tag::type));
    triggers = sorted(triggers, Comparator.comparing(Trigger::name).thenComparing(Trigger::type));
    variables =
        sorted(variables, Comparator.comparing(Variable::name).thenComparing(Variable::type));
    clients = sorted(clients, Comparator.naturalOrder());
    transformations = sorted(transformations, Comparator.naturalOrder());
    templates = sorted(templates, Comparator.naturalOrder());
    events = sorted(events, Comparator.comparing(Event::name));
    eventPatterns = distinct(eventPatterns);
    keys = distinct(keys);
    adsTags = sorted(adsTags, Comparator.comparing(AdsTag::tag).thenComparing(AdsTag::type));
    measurementIds = distinct(measurementIds);
    metaTags = sorted(metaTags, META_ORDER);
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
