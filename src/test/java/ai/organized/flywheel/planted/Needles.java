package ai.organized.flywheel.planted;

import ai.organized.flywheel.fixtures.PlantedSecrets;
import ai.organized.flywheel.planted.Planter.Spot;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds secrets in a text, also a part of one: any {@value #LENGTH} letters and digits of it in a
 * row, whatever the case and whatever stands between them (a line end, an escape, an underscore).
 * Of an e-mail address, which is made of words, the whole.
 */
final class Needles {
  static final int LENGTH = 12;

  /** What all secrets of a kind begin or end with is none. */
  private static final Pattern PUBLIC =
      Pattern.compile("https://hooks\\.slack\\.com/services/|-----[A-Z ]+-----");

  private static final long FACTOR = 1_000_003;
  private static final int FILTER = 1 << 22;

  private final Map<String, Spot> pieces = new HashMap<>();
  private final Map<String, Spot> addresses = new HashMap<>();
  private final BitSet filter = new BitSet(FILTER);
  private final long leaving;

  Needles(List<Spot> spots) {
    long power = 1;
    for (int i = 1; i < LENGTH; i++) {
      power *= FACTOR;
    }
    leaving = power;
    for (Spot spot : spots) {
      String secret = PUBLIC.matcher(spot.planted().secret()).replaceAll("");
      // as text, and as what UTF-8 looks like where bytes are searched
      add(plain(secret), spot);
      add(plain(bytes(secret)), spot);
    }
    pieces.keySet().forEach(piece -> filter.set(bit(hash(piece))));
  }

  private void add(String secret, Spot spot) {
    if (spot.planted().kind() == PlantedSecrets.EMAIL) {
      addresses.put(secret, spot);
      return;
    }
    if (secret.length() < LENGTH) {
      throw new IllegalArgumentException("too short to be searched for: " + spot);
    }
    for (int i = 0; i + LENGTH <= secret.length(); i++) {
      pieces.put(secret.substring(i, i + LENGTH), spot);
    }
  }

  /** Bytes as characters, to be searched as a text. */
  static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (Character.isLetterOrDigit(text.charAt(i))) {
        plain.append(Character.toLowerCase(text.charAt(i)));
      }
    }
    return plain.toString();
  }

  /** Which secrets are in it, in words. */
  Set<String> in(String text) {
    String plain = plain(text);
    Set<String> found = new TreeSet<>();
    addresses.forEach(
        (address, spot) -> {
          if (plain.contains(address)) {
            found.add(words(spot));
          }
        });
    long hash = 0;
    for (int i = 0; i < plain.length(); i++) {
      if (i >= LENGTH) {
        hash -= plain.charAt(i - LENGTH) * leaving;
      }
      hash = hash * FACTOR + plain.charAt(i);
      if (i >= LENGTH - 1 && filter.get(bit(hash))) {
        Spot spot = pieces.get(plain.substring(i - LENGTH + 1, i + 1));
        if (spot != null) {
          found.add(words(spot) + ": …" + around(plain, i));
        }
      }
    }
    return found;
  }

  /** Of the first piece only, or each secret would be told for each of its pieces. */
  private static String around(String plain, int end) {
    return plain.substring(Math.max(0, end - 40), Math.min(plain.length(), end + 20));
  }

  private static long hash(String piece) {
    long hash = 0;
    for (int i = 0; i < piece.length(); i++) {
      hash = hash * FACTOR + piece.charAt(i);
    }
    return hash;
  }

  private static int bit(long hash) {
    return (int) ((hash ^ (hash >>> 32)) & (FILTER - 1));
  }

  private static String words(Spot spot) {
    return spot.planted().kind() + " of " + spot.place();
  }
}
