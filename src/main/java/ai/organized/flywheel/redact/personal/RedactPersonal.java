package ai.organized.flywheel.redact.personal;

import ai.organized.flywheel.redact.EmailAddresses;
import ai.organized.flywheel.redact.Redactions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Takes tokens and personal data out of the texts of one client.
 *
 * <p>What {@link Redactions} finds goes as {@code [redacted:kind]}; e-mail addresses, private
 * names, bank accounts, public addresses of machines, cards and telephone numbers become {@code
 * [kind:hex]}, the same for every spelling of a value. Redacting twice changes nothing more. For
 * any number of threads.
 */
public final class RedactPersonal {
  /** To be raised when what is found, or how a placeholder is made, changes. */
  private static final int VERSION = 1;

  /** One replacement may set another value free, which a second reading finds. */
  private static final int READINGS = 4;

  private final Pseudonyms pseudonyms;
  private final PrivateNames names;
  private final TakeOutNumbers numbers;
  private final String rules;

  /**
   * @param key of this client, see {@link RedactionKeys}
   * @param client the client's id
   * @param names persons, shops, addresses: any texts of two letters or more
   * @param knownIds the client's account ids, which stay
   */
  public RedactPersonal(
      byte[] key, String client, Collection<String> names, Collection<String> knownIds) {
    KnownIds known = new KnownIds(knownIds);
    this.pseudonyms = new Pseudonyms(key, client);
    this.names = new PrivateNames(names, pseudonyms);
    this.numbers = new TakeOutNumbers(pseudonyms, known);
    String all = new TreeSet<>(names) + "|" + known.sorted();
    this.rules = VERSION + "-" + pseudonyms.hash("rules", all, 8);
  }

  /** A text as people write it, of any length. */
  public Redacted redact(String text) {
    Redactions redactions = new Redactions(this::replaceAll);
    String before = text;
    String cleaned = redactions.clean(before);
    for (int reading = 1; reading < READINGS && !cleaned.equals(before); reading++) {
      before = cleaned;
      cleaned = redactions.clean(before);
    }
    return new Redacted(cleaned, redactions.counts());
  }

  /**
   * Changes when a text may be redacted to something else than before: with the version of these
   * rules, the key, the names or the known ids. 18 characters that tell nothing about any of them.
   */
  public String rules() {
    return rules;
  }

  /** Replaces e-mail addresses only; for {@link Redactions}, where records enter. */
  public String replaceEmails(String text, Consumer<String> found) {
    return EmailAddresses.replace(
        text,
        address -> {
          found.accept(EmailAddresses.LABEL);
          return pseudonyms.of(EmailAddresses.LABEL, normalForm(address));
        });
  }

  private String replaceAll(String text, Consumer<String> found) {
    return numbers.clean(names.clean(replaceEmails(text, found), found), found);
  }

  private static String normalForm(String address) {
    String decoded =
        address.indexOf('%') < 0
            ? address
            : URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
    return decoded.toLowerCase(Locale.ROOT);
  }
}
