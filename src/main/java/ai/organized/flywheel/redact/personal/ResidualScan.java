package ai.organized.flywheel.redact.personal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at finished lines for what should have gone: the last look before a dataset is written.
 *
 * <p>Shares no search with {@link RedactPersonal}: plain patterns over the whole text, a check of
 * their own each, and a second look at what is written with percent signs. It says how many of
 * which kind, never what. For any number of threads.
 */
public final class ResidualScan {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\[(?:redacted:[a-z0-9-]{1,30}|[a-z]{2,10}:[0-9a-f]{8})]");

  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

  /** Takes the place of what may stay: no blank, no letter, no digit. */
  private static final String GONE = "\u25ae";

  /** Nothing encoded has a blank or a quote in it. */
  private static final Pattern PIECE =
      Pattern.compile("[^\\s\"'<>`%]*+%[0-9A-Fa-f]{2}[^\\s\"'<>`]*+");

  private static final char FIRST_WITHOUT_BLANKS = 0x2e80;

  private final PlainPattern[] patterns = PlainPattern.values();
  private final Pattern names;
  private final Pattern known;

  /**
   * @param names as for {@link RedactPersonal}
   * @param knownIds the client's account ids, which may stay
   */
  public ResidualScan(Collection<String> names, Collection<String> knownIds) {
    this.names = anyName(names);
    this.known = anyId(knownIds);
  }

  /** How many values of each kind are still in a text; empty when it is clean. */
  public SortedMap<String, Integer> scan(String line) {
    boolean ascii = line.chars().allMatch(c -> c < 128);
    String visible = ascii ? line : INVISIBLE.matcher(line).replaceAll("");
    SortedMap<String, Integer> counts = count(visible);
    if (visible.indexOf('%') >= 0) {
      for (Matcher piece = PIECE.matcher(visible); piece.find(); ) {
        count(decoded(piece.group()))
            .forEach((kind, count) -> counts.merge(kind, count, Math::max));
      }
    }
    return Collections.unmodifiableSortedMap(counts);
  }

  private SortedMap<String, Integer> count(String text) {
    String rest = text.indexOf('[') < 0 ? text : PLACEHOLDER.matcher(text).replaceAll(GONE);
    rest = known.matcher(rest).replaceAll(GONE);
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (PlainPattern pattern : patterns) {
      int found = pattern.count(rest);
      if (found > 0) {
        counts.merge(pattern.kind(), found, Integer::sum);
      }
    }
    String normal = Normalizer.normalize(rest, Normalizer.Form.NFC);
    int count = (int) names.matcher(normal).results().count();
    if (count > 0) {
      counts.put(PrivateNames.KIND, count);
    }
    return counts;
  }

  /** Each escape that is one; a percent sign that is none stays. */
  private static String decoded(String text) {
    String strict = text.replaceAll("%(?![0-9A-Fa-f]{2})", "%25").replace("+", "%2B");
    return URLDecoder.decode(strict, StandardCharsets.UTF_8);
  }

  /** Words with any blanks between them; in a script without blanks anywhere. */
  private static Pattern anyName(Collection<String> names) {
    List<String> inWords = new ArrayList<>(List.of("(?!)"));
    List<String> anywhere = new ArrayList<>(List.of("(?!)"));
    for (String name : names) {
      String normal = Normalizer.normalize(name, Normalizer.Form.NFC);
      List<String> words = new ArrayList<>();
      for (String word : normal.split("[^\\p{L}\\p{N}\\p{M}]+", -1)) {
        if (!word.isEmpty()) {
          words.add(Pattern.quote(word));
        }
      }
      if (!words.isEmpty()) {
        String pattern = String.join("[\\s\u00a0.,'’&+/_-]{1,3}", words);
        (normal.strip().charAt(0) < FIRST_WITHOUT_BLANKS ? inWords : anywhere).add(pattern);
      }
    }
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}\\p{M}])(?:"
            + String.join("|", inWords)
            + ")(?![\\p{L}\\p{N}\\p{M}])|"
            + String.join("|", anywhere),
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  private static Pattern anyId(Collection<String> ids) {
    List<String> patterns = new ArrayList<>(List.of("(?!)"));
    ids.forEach(id -> patterns.add(id(id.strip())));
    return Pattern.compile("(?<![A-Za-z0-9])(?:" + String.join("|", patterns) + ")(?![A-Za-z0-9])");
  }

  /** As it is written, or its digits alone. */
  private static String id(String id) {
    String digits = id.replaceAll("[^0-9]", "");
    String whole = Pattern.quote(id);
    return digits.length() < 6
        ? whole
        : whole + "|" + String.join("-?", digits.split("(?<=.)(?=.)", -1));
  }
}
