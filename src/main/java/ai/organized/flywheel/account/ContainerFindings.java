package ai.organized.flywheel.account;

import ai.organized.flywheel.account.gtm.GtmContainer;
import ai.organized.flywheel.account.gtm.GtmContainer.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What looks wrong in a container by itself. */
final class ContainerFindings {
  private ContainerFindings() {}

  static List<Finding> of(AccountSources sources) {
    List<Finding> findings = new ArrayList<>();
    Stream.of(sources.gtm(), sources.sgtm())
        .flatMap(source -> source.asOptional().stream())
        .forEach(side -> add(side, findings));
    return findings;
  }

  private static void add(ContainerState side, List<Finding> findings) {
    GtmContainer container = side.container();
    List<String> idle = idle(container);
    if (!idle.isEmpty()) {
      findings.add(
          new Finding(
              "tag_without_trigger", "nothing fires the GTM tag " + String.join(", ", idle)));
    }
    side.draft()
        .asOptional()
        .filter(draft -> !draft.isEmpty())
        .ifPresent(
            draft ->
                findings.add(
                    new Finding(
                        "unpublished_changes",
                        "the workspace of "
                            + container.containerId().orElse("the container")
                            + " is not published: "
                            + DraftWords.of(side.draft()))));
  }

  /** Not paused, without a trigger, and run by no other tag. */
  private static List<String> idle(GtmContainer container) {
    Set<String> runByOthers = new HashSet<>();
    for (Tag tag : container.tags()) {
      runByOthers.addAll(tag.setupTags());
      runByOthers.addAll(tag.teardownTags());
    }
    return container.tags().stream()
        .filter(tag -> !tag.paused() && tag.firingTriggers().isEmpty())
        .map(Tag::name)
        .filter(name -> !runByOthers.contains(name))
        .toList();
  }
}
