package ai.organized.flywheel.account;

import ai.organized.flywheel.account.gtm.DraftChanges;
import ai.organized.flywheel.account.source.Source;
import java.util.StringJoiner;

/** What a workspace would change, in a few words. */
final class DraftWords {
  private DraftWords() {}

  /** {@code 2 added, 1 changed}; {@code as published}; {@code unknown}. */
  static String of(Source<DraftChanges> draft) {
    return draft.fold(DraftWords::counts, reason -> "unknown", () -> "off");
  }

  private static String counts(DraftChanges changes) {
    StringJoiner counts = new StringJoiner(", ").setEmptyValue("as published");
    count(counts, changes.added().size(), "added");
    count(counts, changes.removed().size(), "removed");
    count(counts, changes.changed().size(), "changed");
    return counts.toString();
  }

  private static void count(StringJoiner counts, int count, String what) {
    if (count > 0) {
      counts.add(count + " " + what);
    }
  }
}
