package ai.organized.flywheel.redact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Takes secrets and personal data out of what a source told, and counts them by kind.
 *
 * <p>Out go all that {@link Secrets} finds; e-mail addresses; and values in JSON that look like a
 * key though nothing says so. Telephone numbers stay, being a shop's own in most containers. What
 * pages a reply (a cursor, a next-page token) must be read before it is cleaned.
 *
 * <p>Cleaning twice changes nothing more and counts nothing more. What is clean comes back as the
 * same instance. For one thread.
 */
public final class Redactions {
  private static final Pattern MARK = Pattern.compile("\\[redacted:([a-z0-9-]{1,30})]");

  /** What becomes of personal data in a text that is written plainly. */
  public interface Personal {
    /**
     * @param found is told the label of every value that is replaced
     * @return the same instance when there is nothing to replace
     */
    String clean(String text, Consumer<String> found);
  }

  private final Personal personal;
  private final SortedMap<String, Integer> counts = new TreeMap<>();
  private final InJson inJson = new InJson();
  private final JsonTexts texts = new JsonTexts(inJson);

  public Redactions() {
    this(EmailAddresses::clean);
  }

  /**
   * @param personal takes the place of the replacement of e-mail addresses
   */
  public Redactions(Personal personal) {
    this.personal = personal;
  }

  /** A text to be read by people. */
  public String clean(String text) {
    return Invisible.without(text, this::cleanVisible);
  }

  private String cleanVisible(String text) {
    String withoutSecrets = inAnyWriting(text, plain -> Secrets.clean(plain, this::count));
    return inAnyWriting(withoutSecrets, plain -> personal.clean(plain, this::count));
  }

  private static String inAnyWriting(String text, UnaryOperator<String> cleaning) {
    return PercentEncoded.clean(cleaning.apply(text), cleaning);
  }

  /**
   * A value that stands alone, as in JSON: one that looks like a key goes as well.
   *
   * @param key the name over it; empty for none
   */
  public String clean(String key, String value) {
    return inJson.clean(value, key, SecretName.isKey(key));
  }

  /** Cleans all keys and all string values; keys that become the same are numbered. */
  public JsonNode clean(JsonNode node) {
    return texts.clean(node);
  }

  /**
   * How many values were taken out so far, by kind: {@code email}, {@code high-entropy}, {@code
   * meta-token}, …; {@code secret} is what was only known by its name.
   */
  public SortedMap<String, Integer> counts() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /** Counts what was taken out of a text before it came here. */
  public void addMarked(String text) {
    MARK.matcher(text).results().forEach(mark -> count(mark.group(1)));
  }

  /** Counts what was taken out elsewhere of the same source. */
  public void add(Map<String, Integer> others) {
    others.forEach((label, count) -> counts.merge(label, count, Integer::sum));
  }

  private void count(String label) {
    counts.merge(label, 1, Integer::sum);
  }

  private final class InJson implements JsonTexts.Cleaning {
    @Override
    public String clean(String text, String key, boolean named) {
      return Invisible.without(text, visible -> cleanVisible(visible, key, named));
    }

    private String cleanVisible(String text, String key, boolean named) {
      String cleaned = named ? hide(text) : Redactions.this.clean(text);
      if (!HighEntropy.isIn(key, cleaned)) {
        return cleaned;
      }
      count(HighEntropy.LABEL);
      return HighEntropy.REPLACEMENT;
    }

    @Override
    public String cleanKey(String key) {
      return Redactions.this.clean(key);
    }

    /** A text that is one token of a known kind says which, though its name alone would do. */
    private String hide(String text) {
      List<String> labels = new ArrayList<>();
      String byKind = Secrets.clean(text, labels::add);
      if (labels.size() == 1 && byKind.equals("[redacted:" + labels.get(0) + "]")) {
        count(labels.get(0));
        return byKind;
      }
      String hidden = JsonSecrets.clean(text, true, Redactions.this::count);
      return personal.clean(hidden, Redactions.this::count);
    }
  }
}
