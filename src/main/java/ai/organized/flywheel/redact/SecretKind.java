package ai.organized.flywheel.redact;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a secret of each kind looks like.
 *
 * <p>Every pattern has two groups: what stays (a name, a scheme; mostly nothing) and what goes.
 * Each value is greedy to the end of its letters and digits, so that a replacement never uncovers
 * another match: that is what makes cleaning idempotent. Repetitions of groups are bounded, for
 * java.util.regex recurses in them; so are the first parts, for a text that begins a thousand
 * secrets and ends none must not cost the square of its length.
 */
enum SecretKind {
  /** With its end when there is one; of a key cut off in the middle, the lines that are left. */
  PRIVATE_KEY(
      "private-key",
      "",
      "()(-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
          + "(?:[^-]{0,20000}+(?:-(?!----)[^-]{0,20000}+){0,8}+"
          + "-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
          + "|(?:[\\s\\\\\"']{0,12}[A-Za-z0-9+/=]{20,}+){0,400}+))"),
  /** {@code https://user:password@host}; an at sign in the password may be unencoded. */
  URL_PASSWORD(
      "url-password",
      "",
      "(://)([^\\s/?#@:,;\"'`<>{}\\[\\]\\\\]{0,200}+"
          + ":[^\\s/?#,;\"'`<>{}\\[\\]\\\\]{1,200})(?=@[A-Za-z0-9])"),
  SLACK_WEBHOOK(
      "slack-webhook",
      "hooks.slack.com",
      shaped("(?:https?://)?hooks\\.slack\\.com[A-Za-z0-9_/%-]{16,}")),
  JWT(
      "jwt",
      "eyJ",
      shaped("eyJ[A-Za-z0-9_-]{8,2000}+\\.[A-Za-z0-9_-]{8,}+(?:\\.[A-Za-z0-9_-]++){0,3}")),
  STRIPE(
      "stripe-key",
      "sk_live_ rk_live_ sk_test_ rk_test_ whsec_",
      shaped("(?:[sr]k_(?:live|test)|whsec)_[A-Za-z0-9]{10,}")),
  /** sk-…, as OpenAI, Anthropic and others write it; a CSS class may begin so too. */
  API_KEY("api-key", "sk-", shaped("sk-[A-Za-z0-9_-]{17,}")) {
    @Override
    boolean isPlausible(String value) {
      return RandomLooking.is(value);
    }
  },
  /** Before Meta's, which begin alike and have neither dash nor underscore. */
  SQUARE(
      "square-token",
      "sq0 EAAA",
      shaped(
          "(?:sq0[a-z]{3}-[A-Za-z0-9_-]{21,}|EAAA(?=[A-Za-z0-9]{0,60}+[_-])[A-Za-z0-9_-]{60,})")),
  META("meta-token", "EAA", shaped("EAA[A-Za-z0-9]{40,}")),
  /** {@code app id|secret}, which Meta takes as an access token too. */
  META_APP("meta-token", "", shaped("[0-9]{13,17}\\|[A-Za-z0-9_-]{20,}")),
  GOOGLE_API_KEY("google-api-key", "AIza", shaped("AIza[A-Za-z0-9_-]{30,}")),
  GOOGLE_OAUTH(
      "google-oauth",
      "ya29. 1//0 GOCSPX-",
      shaped("(?:ya29\\.|1//0|GOCSPX-)[A-Za-z0-9_.-]{19,}[A-Za-z0-9_-]")),
  GITHUB(
      "github-token",
      "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_",
      shaped("(?:gh[pousr]|github_pat)_[A-Za-z0-9_]{20,}")),
  SLACK_TOKEN("slack-token", "xox", shaped("xox[a-z]-[A-Za-z0-9-]{11,}")),
  SENDGRID("sendgrid-key", "SG.", shaped("SG\\.[A-Za-z0-9_-]{16,100}+\\.[A-Za-z0-9_-]{16,}")),
  TWILIO("twilio-key", "AC SK", shaped("(?:AC|SK)[0-9a-f]{32}(?![A-Za-z0-9])")),
  HUBSPOT("hubspot-token", "pat-", shaped("pat-[a-z]{2,4}[0-9]{1,2}-[A-Za-z0-9-]{30,}")),
  SHOPIFY(
      "shopify-token",
      "shpat_ shpca_ shppa_ shpss_ shpua_ shptka_",
      shaped("shp(?:at|ca|pa|ss|ua|tka)_[A-Za-z0-9]{30,}")),
  /** Private keys, as Klaviyo and Pipeboard write them; Stripe's public pk_live_… is no such. */
  PRIVATE_API_KEY(
      "private-api-key", "pk_", shaped("pk_(?:[A-Za-z0-9]{6}_)?[0-9a-f]{30,}+(?![A-Za-z0-9])")),
  MAILCHIMP("mailchimp-key", "", shaped("[0-9a-f]{32}-us[0-9]{1,3}(?![A-Za-z0-9])")),
  AZURE(
      "azure-secret", "", shaped("[A-Za-z0-9_~.-]{0,3}[0-9]Q~[A-Za-z0-9_~.-]{29,}[A-Za-z0-9_~-]")),
  LINKEDIN("linkedin-token", "AQ", shaped("AQ[A-Za-z0-9_-]{120,}")),
  /** The base64 of {@code env-…}: what X-Gtm-Server-Preview says to a tagging server. */
  GTM_PREVIEW("gtm-preview", "ZW52LT", shaped("ZW52LT[A-Za-z0-9+/]{24,}+={0,2}+")),
  /** The base64 of {@code id=GTM-…&env=…&auth=…}: with it anybody can run the tagging server. */
  GTM_CONFIG("gtm-config", "aWQ9R1RN", shaped("aWQ9R1RN[A-Za-z0-9+/]{40,}+={0,2}+")),
  AWS("aws-key", "AKIA ASIA", shaped("(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])")),
  /** Without a capital or a digit it is prose: "bearer authentication-flow". */
  BEARER(
      "bearer",
      "",
      "((?i:bearer)(?:\\s{1,4}|%20|\\+))"
          + "((?=[a-z_.~+/=-]*+[A-Z0-9])[A-Za-z0-9_.~+/=-]{19,}[A-Za-z0-9_+/=-])"),
  /**
   * A value behind a telling name. Left alone, because it is code and says so: a call, as in {@code
   * readCookie(…)}, and a path of words, as in {@code user.session.token}.
   */
  NAMED(
      "secret",
      "",
      "("
          + SecretName.REGEX
          + SecretName.GAP_REGEX
          + "(?:(?i:bearer|basic|token)\\s{1,4})?)"
          + "((?![A-Za-z_$][\\w$.]*+\\()"
          + "(?![A-Za-z_]++(?:\\.[A-Za-z_]++){1,20}+(?![A-Za-z0-9~+/=%|-]))"
          + "(?=[_.~+/=%|-]{0,3}[A-Za-z0-9])"
          + "[A-Za-z0-9_.~+/=%|-]{15,}[A-Za-z0-9_+/=-])") {
    /** By its first letters: the pattern alone needs 50 ns a character to find a name. */
    @Override
    boolean find(Matcher matcher, String text, int from) {
      for (int at = SecretName.next(text, from); at >= 0; at = SecretName.next(text, at + 1)) {
        if (matcher.region(at, text.length()).lookingAt()) {
          return true;
        }
      }
      return false;
    }
  };

  /** Characters that are looked at where a secret seems to begin; every kind shows itself in it. */
  private static final int WINDOW = 2_100;

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<String> markers;

  private final Pattern pattern;

  SecretKind(String label, String markers, String regex) {
    this.label = label;
    this.markers = markers.isEmpty() ? List.of() : List.of(markers.split(" "));
    this.pattern = Pattern.compile(regex);
  }

  /** Begins at a border of letters and digits, an escaped line end (\n) or a %XX. */
  private static String shaped(String value) {
    return "(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{2})|(?<=\\\\[nrt]))()(" + value + ")";
  }

  /** This kind in a set of kinds, 31 at most; the set never leaves {@link Secrets}. */
  @SuppressWarnings("EnumOrdinal")
  int bit() {
    return 1 << ordinal();
  }

  /** What a secret of this kind begins with; empty when the scan finds it in another way. */
  List<String> markers() {
    return markers;
  }

  /** Whether one of these begins exactly here. */
  boolean matchesAt(String text, int at) {
    // transparent, because the border before it lies outside of the region
    Matcher matcher = pattern.matcher(text).useTransparentBounds(true);
    matcher.region(at, Math.min(text.length(), at + WINDOW));
    return matcher.lookingAt() && isPlausible(matcher.group(2));
  }

  /** What a pattern cannot say, or not fast enough. */
  boolean isPlausible(String value) {
    return true;
  }

  String replacement(Consumer<String> found) {
    found.accept(label);
    return "[redacted:" + label + "]";
  }

  boolean find(Matcher matcher, String text, int from) {
    return matcher.find(from);
  }

  /**
   * @param found is told the label of every value that is replaced
   */
  String redact(String text, Consumer<String> found) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder cleaned = new StringBuilder();
    int copied = 0;
    for (int from = 0; find(matcher, text, from); from = matcher.end()) {
      if (isPlausible(matcher.group(2))) {
        cleaned.append(text, copied, matcher.end(1)).append(replacement(found));
        copied = matcher.end();
      }
    }
    return copied == 0 ? text : cleaned.append(text, copied, text.length()).toString();
  }
}
