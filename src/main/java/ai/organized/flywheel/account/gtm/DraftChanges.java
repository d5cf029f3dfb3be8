package ai.organized.flywheel.account.gtm;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * What a workspace would change of the published container; empty lists: nothing. The order is that
 * of the kinds, then of the names.
 */
public record DraftChanges(List<Entity> added, List<Entity> removed, List<Changed> changed) {

  /**
   * @param kind as in exports: {@code tag}, {@code trigger}, {@code variable}, {@code folder},
   *     {@code client}, {@code transformation}, {@code customTemplate}, {@code zone}, {@code
   *     builtInVariable}, {@code gtagConfig}
   */
  public record Entity(String kind, String name) {}

  /**
   * @param name the published one
   * @param fields names of what differs, sorted: {@code name}, {@code paused}, {@code
   *     parameter.conversionLabel}; empty when it differs in something that is not kept
   */
  public record Changed(String kind, String name, List<String> fields) {}

  /** Things are the same by their ids when both are of one container, else by name and type. */
  public static DraftChanges between(GtmExport published, GtmExport draft) {
    return new CompareVersions(published.version(), draft.version()).changes();
  }

  @JsonIgnore
  public boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
  }
}
