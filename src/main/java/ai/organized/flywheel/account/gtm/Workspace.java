package ai.organized.flywheel.account.gtm;

import ai.organized.flywheel.account.gtm.DraftChanges.Changed;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.redact.Redactions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a workspace would change, by its status; which fields, by comparing with what is live. */
final class Workspace {
  private final GtmSession session;
  private final Optional<String> configured;
  private final Redactions redactions;

  /**
   * @param configured its number; without one the container has to have a single workspace
   * @param redactions of what it would change; the published version is counted elsewhere
   */
  Workspace(GtmSession session, Optional<String> configured, Redactions redactions) {
    this.session = session;
    this.configured = configured;
    this.redactions = redactions;
  }

  DraftChanges changes(ObjectNode live) {
    ObjectNode which = JsonNodeFactory.instance.objectNode().put("workspaceId", id());
    JsonNode status = session.ask("gtm_workspace", "getStatus", which);
    ObjectNode draft = live.deepCopy();
    List<Changed> said = new ArrayList<>();
    for (JsonNode change : status.path("workspaceChange")) {
      for (EntityKind kind : EntityKind.ALL) {
        if (change.has(kind.array())) {
          apply(change, kind, draft, said);
        }
      }
    }
    DraftChanges seen = DraftChanges.between(GtmExport.of(live), GtmExport.of(draft));
    return new DraftChanges(seen.added(), seen.removed(), withUnseen(seen.changed(), said));
  }

  private String id() {
    if (configured.isPresent()) {
      return configured.get();
    }
    ArrayNode workspaces = session.list("gtm_workspace");
    if (workspaces.size() != 1) {
      throw new RefusedException(
          "which_workspace",
          "the container has "
              + workspaces.size()
              + " workspaces; name one as gtm.workspace_id in the client's config.json");
    }
    return workspaces.get(0).path("workspaceId").asText();
  }

  /** Google says updated, the server's own description modified. */
  private void apply(JsonNode change, EntityKind kind, ObjectNode draft, List<Changed> said) {
    JsonNode entity = redactions.clean(change.path(kind.array()));
    ArrayNode items = draft.withArray("/" + kind.array());
    switch (FoldedEnum.fold(change.path("changeStatus").asText())) {
      case "ADDED" -> {
        remove(items, kind, entity);
        items.add(entity);
      }
      case "DELETED" -> remove(items, kind, entity);
      case "UPDATED", "MODIFIED" -> {
        remove(items, kind, entity)
            .ifPresent(old -> said.add(new Changed(kind.array(), cleanName(old), List.of())));
        items.add(entity);
      }
      default -> {} // none, unmodified: listed for completeness
    }
  }

  private static String cleanName(JsonNode entity) {
    return new Redactions().clean("name", Entity.name(entity));
  }

  private static Optional<JsonNode> remove(ArrayNode items, EntityKind kind, JsonNode entity) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).path(kind.id()).asText().equals(entity.path(kind.id()).asText())) {
        return Optional.of(items.remove(i));
      }
    }
    return Optional.empty();
  }

  /** Tag Manager calls a thing updated also where only something differs that is not compared. */
  private static List<Changed> withUnseen(List<Changed> seen, List<Changed> said) {
    List<Changed> all = new ArrayList<>(seen);
    for (Changed each : said) {
      boolean isSeen =
          seen.stream()
              .anyMatch(one -> one.kind().equals(each.kind()) && one.name().equals(each.name()));
      if (!isSeen) {
        all.add(each);
      }
    }
    all.sort(Comparator.comparing(Workspace::order).thenComparing(Changed::name));
    return List.copyOf(all);
  }

  private static int order(Changed changed) {
    List<String> kinds = EntityKind.ALL.stream().map(EntityKind::array).toList();
    return kinds.indexOf(changed.kind());
  }
}
