package ai.organized.flywheel.redact;

import java.util.regex.Pattern;

/** Values that look random and are public: ids, hashes, addresses. */
final class PublicId {
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]+");

  /** Keys whose value is an id or a page mark, whatever it looks like. */
  private static final Pattern ID_KEY =
      Pattern.compile("(?:.*[_-])?(?i:ids?)|.*(?:Ids?|ID)|(?i:.*identifier|before|after|.*cursor)");

  /** Keys of checksums: a gallery template's version and signature, an image's hash. */
  private static final Pattern HASH_KEY =
      Pattern.compile(
          "(?i).*(?:hash|sha[0-9]*|version|signature|fingerprint|checksum|etag|digest|commit)");

  /** Ids that may stand among others, or with a name before them. */
  private static final Pattern ID =
      Pattern.compile(
          "(?<![0-9A-Za-z])(?:"
              + "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}" // UUID
              + "|AW-[0-9]{6,15}/[A-Za-z0-9_-]{10,30}" // conversion id and label
              + "|(?:GTM|GT|G|AW|UA|DC|MC)-[A-Z0-9]{4,14}"
              + ")(?![0-9A-Za-z])");

  /** Words of this trade that look like parts of a key. */
  private static final Pattern JARGON =
      Pattern.compile("(?i)ga4|b2[bc]|html5|s?gtm|gclid|fbclid|utm|pmax|[0-9]{2,4}x[0-9]{2,4}");

  /**
   * One word: {@code sale}, {@code Sale}, {@code SALE}, {@code ga4}, {@code b2b}, {@code 50off}.
   */
  private static final String WORD =
      "(?:(?:[a-z]+|[A-Z][a-z]*|[A-Z]+)[0-9]{0,4}"
          + "|[A-Za-z][0-9][A-Za-z]|[0-9]+(?:[a-z]{1,3}|x[0-9]+)?)";

  private static final Pattern WHOLE =
      Pattern.compile(
          "cvt_[A-Za-z0-9_-]+" // custom template
              + "|" // words, and signs between them
              + WORD
              + "(?:[_./|-]+"
              + WORD
              + "){1,40}+"
              + "|.*://.*|(?://|www[.])[A-Za-z0-9-]+[.].*" // address
              + "|[A-Za-z0-9_./~-]+[.][A-Za-z]{2,5}" // file or domain name
              + "|[a-z0-9_./-]+[.][a-z]{2,20}"
              + "|[0-9]:[0-9]{6,15}:(?:web|ios|android):[0-9a-f]+" // Firebase app
              + "|sha(?:256|384|512)-[A-Za-z0-9+/]+={0,2}" // subresource integrity
              + "|pk_(?:live|test)_[A-Za-z0-9]+"); // Stripe's publishable key

  private PublicId() {}

  /**
   * @param key the name over or beside the value; empty for none
   */
  static boolean is(String key, String value) {
    if (ID_KEY.matcher(key).matches() || WHOLE.matcher(value).matches()) {
      return true;
    }
    if (HASH_KEY.matcher(key).matches() && HEX.matcher(value).matches()) {
      return true;
    }
    String rest = ID.matcher(value).replaceAll("");
    boolean idOnly = rest.length() < value.length() && rest.length() < HighEntropy.SHORTEST;
    return idOnly || !HighEntropy.isStrange(JARGON.matcher(rest).replaceAll("-"));
  }
}
