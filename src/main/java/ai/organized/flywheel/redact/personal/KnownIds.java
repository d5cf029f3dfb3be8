package ai.organized.flywheel.redact.personal;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** A client's own account ids: they stay, whatever they look like, with dashes or without. */
final class KnownIds {
  private final Set<String> ids = new TreeSet<>();

  KnownIds(Collection<String> ids) {
    for (String id : ids) {
      add(bare(id));
      add(id.replaceAll("\\D", "")); // act_…, AW-…/…, GTM-… by their number alone
    }
  }

  /** Fewer characters than any account id would allow too much. */
  private void add(String bare) {
    if (bare.length() >= 6) {
      ids.add(bare);
    }
  }

  boolean contains(CharSequence text) {
    return !ids.isEmpty() && ids.contains(bare(text));
  }

  /** In one order, so that it can be hashed. */
  Set<String> sorted() {
    return ids;
  }

  private static String bare(CharSequence text) {
    StringBuilder bare = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (Character.isLetterOrDigit(text.charAt(i))) {
        bare.append(text.charAt(i));
      }
    }
    return bare.toString().toLowerCase(Locale.ROOT);
  }
}
