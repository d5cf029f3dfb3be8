package ai.organized.flywheel.account.gtm;

import ai.organized.flywheel.account.gtm.GtmContainer.Tag;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tags that visitors can make fire: by a trigger, or before or behind a tag that fires. */
final class LiveTags {
  private final Map<String, Tag> byName = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Deque<Tag> firing = new ArrayDeque<>();

  LiveTags(List<Tag> tags) {
    tags.forEach(tag -> byName.put(tag.name(), tag));
    tags.stream().filter(Tag::live).forEach(this::add);
    while (!firing.isEmpty()) {
      Tag tag = firing.remove();
      tag.setupTags().forEach(this::addNamed);
      tag.teardownTags().forEach(this::addNamed);
    }
  }

  private void addNamed(String name) {
    Tag tag = byName.get(name);
    if (tag != null && !tag.paused()) {
      add(tag);
    }
  }

  private void add(Tag tag) {
    if (names.add(tag.name())) {
      firing.add(tag);
    }
  }

  boolean contains(String tag) {
    return names.contains(tag);
  }
}
