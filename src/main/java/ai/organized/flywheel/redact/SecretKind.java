package ai.organized.flywheel.redact;

import java.util.List;
import java.util.regex.MatchResult;
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
  META("meta-token", "EAA", shaped("EAA[A-Za-z0-9]{40,}")),
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
  AWS("aws-key", "AKIA ASIA", shaped("(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])")),
  /** Without a capital or a digit it is prose: "bearer authentication-flow". */
  BEARER(
      "bearer",
      "",
      "((?i:bearer)(?:\\s{1,4}|%20))"
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
          + "[A-Za-z0-9_.~+/=%|-]{15,}[A-Za-z0-9_+/=-])");

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

  /** This kind in a set of kinds; the set never leaves {@link Secrets}. */
  @SuppressWarnings("EnumOrdinal")
  int bit() {
    return 1 << ordinal();
  }

  /** What a secret of this kind begins with; empty when the scan finds it in another way. */
  List<String> markers() {
    return markers;
  }

  /** Whether one of these begins exactly here. */
  boolean standsAt(String text, int at) {
    for (int i = 0; i < markers.size(); i++) {
      if (text.startsWith(markers.get(i), at)) {
        // transparent, because the border before it lies outside of the region
        Matcher matcher = pattern.matcher(text).useTransparentBounds(true);
        matcher.region(at, Math.min(text.length(), at + WINDOW));
        return matcher.lookingAt() && isPlausible(matcher.group(2));
      }
    }
    return false;
  }

  /** What a pattern cannot say, or not fast enough. */
  boolean isPlausible(String value) {
    return true;
  }

  String replacement() {
    return "[redacted:" + label + "]";
  }

  String redact(String text) {
    return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(redacted(match)));
  }

  private String redacted(MatchResult match) {
    return isPlausible(match.group(2)) ? match.group(1) + replacement() : match.group();
  }
}
