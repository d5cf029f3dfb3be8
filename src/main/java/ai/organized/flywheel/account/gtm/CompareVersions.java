package ai.organized.flywheel.account.gtm;

import ai.organized.flywheel.account.gtm.DraftChanges.Changed;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compares two versions kind by kind. */
final class CompareVersions {
  private final JsonNode published;
  private final JsonNode draft;
  private final boolean byId;
  private final EntityFields publishedFields;
  private final EntityFields draftFields;
  private final List<DraftChanges.Entity> added = new ArrayList<>();
  private final List<DraftChanges.Entity> removed = new ArrayList<>();
  private final List<Changed> changed = new ArrayList<>();

  CompareVersions(JsonNode published, JsonNode draft) {
    this.published = published;
    this.draft = draft;
    this.byId = ofOneContainer(published, draft);
    this.publishedFields = new EntityFields(published, byId);
    this.draftFields = new EntityFields(draft, byId);
  }

  private static boolean ofOneContainer(JsonNode one, JsonNode other) {
    Optional<String> container = Entity.text(one, "containerId");
    return container.isPresent() && container.equals(Entity.text(other, "containerId"));
  }

  DraftChanges changes() {
    EntityKind.ALL.forEach(this::compare);
    return new DraftChanges(List.copyOf(added), List.copyOf(removed), List.copyOf(changed));
  }

  private void compare(EntityKind kind) {
    SortedMap<String, JsonNode> before = byKey(kind, published, publishedFields);
    SortedMap<String, JsonNode> after = byKey(kind, draft, draftFields);
    List<DraftChanges.Entity> came = new ArrayList<>();
    List<DraftChanges.Entity> went = new ArrayList<>();
    List<Changed> differ = new ArrayList<>();
    after.forEach(
        (key, entity) -> {
          if (!before.containsKey(key)) {
            came.add(new DraftChanges.Entity(kind.array(), Entity.name(entity)));
          }
        });
    before.forEach(
        (key, entity) -> {
          if (after.containsKey(key)) {
            changed(kind, entity, after.get(key)).ifPresent(differ::add);
          } else {
            went.add(new DraftChanges.Entity(kind.array(), Entity.name(entity)));
          }
        });
    came.sort(Comparator.comparing(DraftChanges.Entity::name));
    went.sort(Comparator.comparing(DraftChanges.Entity::name));
    differ.sort(Comparator.comparing(Changed::name));
    added.addAll(came);
    removed.addAll(went);
    changed.addAll(differ);
  }

  private Optional<Changed> changed(EntityKind kind, JsonNode before, JsonNode after) {
    List<String> fields =
        EntityFields.differing(publishedFields.of(kind, before), draftFields.of(kind, after));
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(new Changed(kind.array(), Entity.name(before), fields));
  }

  /** What has no id is known by its name; twins are told apart by their order. */
  private SortedMap<String, JsonNode> byKey(
      EntityKind kind, JsonNode version, EntityFields fields) {
    SortedMap<String, JsonNode> entities = new TreeMap<>();
    Map<String, Integer> twins = new HashMap<>();
    for (JsonNode entity : version.path(kind.array())) {
      Optional<String> id = byId ? Entity.text(entity, kind.id()) : Optional.empty();
      String key = id.orElseGet(() -> fields.type(entity) + " " + Entity.name(entity));
      entities.put(key + " " + twins.merge(key, 1, Integer::sum), entity);
    }
    return entities;
  }
}
