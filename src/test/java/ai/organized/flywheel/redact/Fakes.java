package ai.organized.flywheel.redact;

import java.util.List;
import java.util.Random;

/** Made-up secrets of every kind, and texts that only look like some. */
final class Fakes {
  private static final String LETTERS_DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String URL_SAFE = LETTERS_DIGITS + "-_";
  private static final String UPPER_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final String DIGITS = "0123456789";
  private static final String HEX = "0123456789abcdef";

  static final int KINDS = 18;

  private final Random random;

  Fakes(long seed) {
    random = new Random(seed);
  }

  /** A secret that must not survive, and a text around it in which it stands. */
  record Planted(String secret, String text) {}

  Planted planted(int kind) {
    return switch (kind) {
      case 0 -> alone("sk-" + chars(LETTERS_DIGITS, 48));
      case 1 -> alone("sk-proj-" + chars(URL_SAFE, 60, 150));
      case 2 -> alone("sk-ant-" + "api03-" + chars(URL_SAFE, 93) + "AA");
      case 3 -> alone("EAA" + chars(LETTERS_DIGITS, 40, 200));
      case 4 -> alone("AIza" + chars(URL_SAFE, 35));
      case 5 -> alone("ya29." + chars(URL_SAFE, 40, 120) + "Z");
      case 6 -> alone("ghp_" + chars(LETTERS_DIGITS, 36));
      case 7 -> alone("github_pat_" + chars(LETTERS_DIGITS, 22) + "_" + chars(LETTERS_DIGITS, 59));
      case 8 -> alone("xoxb-" + chars(DIGITS, 12) + "-" + chars(LETTERS_DIGITS, 24));
      case 9 -> alone(webhook());
      case 10 -> alone("AKIA" + chars(UPPER_DIGITS, 16));
      case 11 -> alone("eyJ" + part() + ".eyJ" + part() + "." + part());
      case 12 -> alone(privateKey());
      case 13 -> behind("Bearer ", "A1" + chars(URL_SAFE, 20, 60));
      case 14 -> alone("sk_live_" + chars(LETTERS_DIGITS, 24));
      case 15 -> alone("rk_live_" + chars(LETTERS_DIGITS, 24));
      case 16 -> behind(name() + separator(), "x7" + chars(LETTERS_DIGITS, 14, 40));
      case 17 -> behind(name() + separator(), chars(HEX, 31, 64) + "0");
      default -> throw new IllegalArgumentException("kind " + kind);
    };
  }

  String webhook() {
    return "https://hooks.slack.com/services/T"
        + chars(UPPER_DIGITS, 8)
        + "/B"
        + chars(UPPER_DIGITS, 8)
        + "/"
        + chars(LETTERS_DIGITS, 24);
  }

  String privateKey() {
    String kind = pick(List.of("", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED "));
    StringBuilder key = new StringBuilder("-----BEGIN " + kind + "PRIVATE KEY-----\n");
    for (int line = 0; line < 3; line++) {
      key.append(chars(LETTERS_DIGITS + "+/", 64)).append('\n');
    }
    return key.append("-----END ").append(kind).append("PRIVATE KEY-----").toString();
  }

  /** Ordinary text of this field, with much in it that is long and odd and no secret. */
  String clean(int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(random.nextInt(4) == 0 ? lookAlike() : pick(WORDS)).append(pick(BETWEEN));
    }
    return text.toString();
  }

  String lookAlike() {
    return switch (random.nextInt(12)) {
      case 0 -> "GTM-" + chars(UPPER_DIGITS, 7);
      case 1 -> "AW-" + chars(DIGITS, 10) + "/" + chars(URL_SAFE, 19) + "x";
      case 2 -> "G-" + chars(UPPER_DIGITS, 10);
      case 3 -> chars(DIGITS, 15, 16);
      case 4 -> "act_" + chars(DIGITS, 15);
      case 5 -> chars(HEX, 40);
      case 6 -> chars(HEX, 64);
      case 7 -> uuid();
      case 8 -> "https://shop.example/collections/summer-sale-2026?utm_source=newsletter-june";
      case 9 -> "{{DLV - ecommerce.items}}";
      case 10 -> "div.product-grid__item--featured > a.sk-header-navigation-col-12[data-id]";
      default -> "ecommerce.purchase.actionField.revenue_total";
    };
  }

  String uuid() {
    return chars(HEX, 8)
        + "-"
        + chars(HEX, 4)
        + "-4"
        + chars(HEX, 3)
        + "-"
        + chars(HEX, 4)
        + "-"
        + chars(HEX, 12);
  }

  String between() {
    return pick(BETWEEN);
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  String chars(String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private String chars(String alphabet, int shortest, int longest) {
    return chars(alphabet, shortest + random.nextInt(longest - shortest + 1));
  }

  private String part() {
    return chars(URL_SAFE, 20, 80) + "x";
  }

  private String name() {
    return pick(
        List.of(
            "api_key",
            "apikey",
            "API-Key",
            "api key",
            "secret",
            "client_secret",
            "token",
            "access_token",
            "accessToken",
            "password",
            "PASSWORD",
            "aws_secret_access_key"));
  }

  private String separator() {
    return pick(List.of("=", ": ", " = ", ":", "\": \"", "' => '", "\\\":\\\"", "%3D", ":\n  "));
  }

  private static Planted alone(String secret) {
    return new Planted(secret, secret);
  }

  private static Planted behind(String name, String secret) {
    return new Planted(secret, name + secret);
  }

  private static final List<String> BETWEEN =
      List.of(" ", ", ", ". ", "\n", "; ", " (", ") ", "\" ", " '", "' ", " → ", "\t", " – ");

  private static final List<String> WORDS =
      List.of(
          "purchase",
          "the",
          "tag",
          "fires",
          "twice",
          "because",
          "trigger",
          "reads",
          "token",
          "password",
          "secret",
          "value",
          "of",
          "API",
          "key",
          "server-side",
          "container",
          "deduplication",
          "überträgt",
          "価値",
          "event_id",
          "is",
          "missing",
          "on",
          "checkout");
}
