package ai.organized.flywheel.redact.personal;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.IBANValidator;

/**
 * What personal data and tokens look like from far away; {@link PlainCheck} tells them from ids.
 *
 * <p>All repetitions are bounded, most of them possessive: a text that begins a thousand values and
 * ends none costs no more than its length.
 */
enum PlainPattern {
  EMAIL(
      "email",
      "@",
      "(?<![\\p{L}\\p{N}._%+'-])(?!git@)[\\p{L}\\p{N}][\\p{L}\\p{N}._%+'-]{0,100}+"
          + "(?<=[\\p{L}\\p{N}_-])@(?!v?[0-9]+\\.[0-9]|[0-9]+x\\.)"
          + "(?:[\\p{L}\\p{N}-]{1,63}+\\.){1,6}([\\p{L}]{2,24})") {
    /** No user of a URL and no file. */
    @Override
    boolean isOne(String text, MatchResult match) {
      return !text.startsWith("//", match.start() - 2)
          && !PlainCheck.isFileEnding(match.group(1).toLowerCase(Locale.ROOT));
    }
  },
  IBAN(
      "iban",
      "0123456789",
      "(?=[A-Za-z]{2}[0-9])(?<![\\p{L}\\p{N}_])(?:[A-Za-z]{2}[0-9]{2}[A-Za-z0-9]{11,30}+"
          + "|[A-Z]{2}[0-9]{2}(?:[ \u00a0-][A-Z0-9]{4}){2,7}(?:[ \u00a0-][A-Z0-9]{1,4})?)"
          + "(?![\\p{L}\\p{N}_])") {
    @Override
    boolean isOne(String text, MatchResult match) {
      String iban = match.group().replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
      return IBANValidator.getInstance().isValid(iban);
    }
  },
  CARD(
      "card",
      "3456",
      "(?=[3-6][0-9])(?<![\\p{L}\\p{N}_/#$€£%\\\\.,-])[3-6][0-9]{13,15}+(?![\\p{L}\\p{N}_%€$£-]|[.,][0-9])") {
    @Override
    boolean isOne(String text, MatchResult match) {
      return PlainCheck.isCard(match.group())
          && !PlainCheck.isId(PlainCheck.before(text, match.start()));
    }
  },
  CARD_IN_GROUPS(
      "card",
      "3456",
      "(?=[3-6][0-9])(?<![\\p{L}\\p{N}_/#$€£%\\\\.,-])[3-6][0-9]{3}([ -])"
          + "(?:[0-9]{4}\\1[0-9]{4}\\1[0-9]{4}|[0-9]{6}\\1[0-9]{4,5})"
          + "(?![\\p{L}\\p{N}_%€$£-]|[.,][0-9])") {
    @Override
    boolean isOne(String text, MatchResult match) {
      return PlainCheck.isCard(match.group().replaceAll("[^0-9]", ""));
    }
  },
  PHONE(
      "phone",
      "+",
      "(?=\\+)(?<![\\p{L}\\p{N}])\\+(?:\\([1-9][0-9]{0,2}\\)|[1-9])(?:[ ()/.\u00a0-]{0,3}[0-9]){8,14}"
          + "(?![\\p{L}\\p{N}_])") {
    @Override
    boolean isOne(String text, MatchResult match) {
      return PlainCheck.isPhone(match.group());
    }
  },
  IPV4(
      "ip",
      ".",
      "(?=[0-9])(?<![\\p{L}\\p{N}._$#%-])(?<![\\p{L}\\p{N}]/)(?<![0-9]:)(?:[0-9]{1,3}\\.){3}[0-9]{1,3}"
          + "(?![\\p{L}\\p{N}_]|\\.[0-9]|-\\p{L})") {
    @Override
    boolean isOne(String text, MatchResult match) {
      return PlainCheck.isPublicIpV4(match.group())
          && !PlainCheck.isVersion(PlainCheck.before(text, match.start()));
    }
  },
  IPV6(
      "ip",
      ":",
      "(?=[23])(?<![\\p{L}\\p{N}_.:/#$%-])[23][0-9A-Fa-f]{3}:[0-9A-Fa-f:]{2,34}+(?![\\p{L}\\p{N}_])") {
    @Override
    boolean isOne(String text, MatchResult match) {
      return PlainCheck.isIpV6(match.group());
    }
  },
  TOKEN(
      "token",
      "EAygGxsrwS-",
      "(?=[EAygGxsrwS-])(?<![A-Za-z0-9])(?:EAA[A-Za-z0-9]{40}|AIza[A-Za-z0-9_-]{35}|ya29\\.[A-Za-z0-9_-]{30}"
          + "|GOCSPX-[A-Za-z0-9_-]{20}|gh[pousr]_[A-Za-z0-9]{30}|github_pat_[A-Za-z0-9_]{30}"
          + "|xox[a-z]-[A-Za-z0-9-]{20}|[sr]k_(?:live|test)_[A-Za-z0-9]{16}|whsec_[A-Za-z0-9]{20}"
          + "|sk-(?:proj-|ant-)?[A-Za-z0-9]{32}|shp(?:at|ss|ca|pa)_[A-Za-z0-9]{30}"
          + "|(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])"
          + "|SG\\.[A-Za-z0-9_-]{20,30}+\\.[A-Za-z0-9_-]{30}"
          + "|eyJ[A-Za-z0-9_-]{15,2000}+\\.eyJ[A-Za-z0-9_-]{10})"
          + "|-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----") {
    @Override
    boolean isOne(String text, MatchResult match) {
      return true;
    }
  };

  private final String kind;
  private final String signs;
  private final Pattern pattern;

  /**
   * @param signs a text without one of these characters holds no such value
   */
  PlainPattern(String kind, String signs, String regex) {
    this.kind = kind;
    this.signs = signs;
    this.pattern = Pattern.compile(regex);
  }

  String kind() {
    return kind;
  }

  abstract boolean isOne(String text, MatchResult match);

  int count(String text) {
    if (!hasSign(text)) {
      return 0;
    }
    int count = 0;
    for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
      count += isOne(text, matcher) ? 1 : 0;
    }
    return count;
  }

  private boolean hasSign(String text) {
    for (int i = 0; i < signs.length(); i++) {
      if (text.indexOf(signs.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
