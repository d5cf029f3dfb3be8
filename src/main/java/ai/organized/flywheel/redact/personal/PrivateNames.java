package ai.organized.flywheel.redact.personal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Replaces the names that a client's config lists: whole words, in capitals or not, the longest
 * name first, with any blanks or dashes between their words ({@code Jane Doe}, {@code jane-doe}).
 *
 * <p>In scripts without blanks a name is found inside of a text as well.
 */
final class PrivateNames {
  static final String KIND = "name";

  private static final char GAP = ' ';
  private static final int WIDEST_GAP = 3;
  private static final char CJK = 0x2e80;

  /** One way to write a name; gaps are one blank each. */
  private record Spelling(String folded, String normalForm) {}

  private final Map<Character, List<Spelling>> byFirst = new HashMap<>();
  private final Pseudonyms pseudonyms;

  PrivateNames(Collection<String> names, Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
    for (String name : names) {
      String normal = folded(Normalizer.normalize(name, Normalizer.Form.NFC));
      add(normal, normal);
      add(folded(Normalizer.normalize(name, Normalizer.Form.NFD)), normal);
      add(normal.replace("ß", "ss"), normal);
    }
    byFirst
        .values()
        .forEach(
            spellings ->
                spellings.sort(
                    Comparator.comparing((Spelling s) -> s.folded().length()).reversed()));
  }

  private void add(String spelling, String normal) {
    if (!spelling.isEmpty()) {
      List<Spelling> same = byFirst.computeIfAbsent(spelling.charAt(0), c -> new ArrayList<>());
      if (same.stream().noneMatch(other -> other.folded().equals(spelling))) {
        same.add(new Spelling(spelling, normal));
      }
    }
  }

  /** Without case and with one blank for all that is no letter and no digit. */
  static String folded(String name) {
    StringBuilder folded = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (isLetterOfName(c)) {
        folded.append(fold(c));
      } else if (!folded.isEmpty() && folded.charAt(folded.length() - 1) != GAP) {
        folded.append(GAP);
      }
    }
    return folded.toString().strip();
  }

  String clean(String text, Consumer<String> found) {
    if (byFirst.isEmpty()) {
      return text;
    }
    StringBuilder cleaned = new StringBuilder();
    int copied = 0;
    int at = 0;
    while (at < text.length()) {
      int placeholder = text.charAt(at) == '[' ? Placeholder.end(text, at) : Placeholder.NONE;
      Spelling name = placeholder == Placeholder.NONE ? nameAt(text, at) : null;
      if (name == null) {
        at = Math.max(at + 1, placeholder);
        continue;
      }
      cleaned.append(text, copied, at).append(pseudonyms.of(KIND, name.normalForm()));
      found.accept(KIND);
      at = end(text, at, name.folded());
      copied = at;
    }
    return copied == 0 ? text : cleaned.append(text, copied, text.length()).toString();
  }

  private Spelling nameAt(String text, int at) {
    List<Spelling> spellings = byFirst.get(fold(text.charAt(at)));
    if (spellings == null || !beginsWord(text, at)) {
      return null;
    }
    for (Spelling spelling : spellings) {
      if (end(text, at, spelling.folded()) > 0) {
        return spelling;
      }
    }
    return null;
  }

  /** Where the name that begins at {@code start} ends; -1 when it is not this one. */
  private static int end(String text, int start, String name) {
    int at = start;
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) == GAP) {
        int word = at;
        while (word < text.length() && word - at <= WIDEST_GAP && isInGap(text.charAt(word))) {
          word++;
        }
        if (word == at || word - at > WIDEST_GAP) {
          return -1;
        }
        at = word;
      } else if (at < text.length() && fold(text.charAt(at)) == name.charAt(i)) {
        at++;
      } else {
        return -1;
      }
    }
    boolean whole = at == text.length() || !isInWord(text.charAt(at)) || text.charAt(at - 1) >= CJK;
    return whole ? at : -1;
  }

  private static boolean beginsWord(String text, int at) {
    if (at == 0 || text.charAt(at) >= CJK || !isInWord(text.charAt(at - 1))) {
      return true;
    }
    return at > 1 && text.charAt(at - 2) == '\\' && "nrt".indexOf(text.charAt(at - 1)) >= 0;
  }

  private static boolean isInGap(char c) {
    return !isLetterOfName(c) && "[](){}<>=\"".indexOf(c) < 0;
  }

  private static boolean isLetterOfName(char c) {
    return isInWord(c) || Character.isSurrogate(c);
  }

  private static boolean isInWord(char c) {
    return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static char fold(char c) {
    return c < 128 ? asciiFold(c) : Character.toLowerCase(Character.toUpperCase(c));
  }

  private static char asciiFold(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
  }
}
