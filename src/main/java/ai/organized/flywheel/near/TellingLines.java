package ai.organized.flywheel.near;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A few lines, each of which may tell a text: it has so large a share of the text's 3-word
 * sequences, or so large a share of its own is from the text.
 */
public final class TellingLines {
  private final double share;
  private final List<long[]> lines = new ArrayList<>();
  private final Set<Long> all = new HashSet<>();

  public TellingLines(List<String> lines, double share) {
    this.share = share;
    for (String line : lines) {
      long[] sequences = Shingles.of(line);
      this.lines.add(sequences);
      for (long sequence : sequences) {
        all.add(sequence);
      }
    }
  }

  /** Numbers of the lines that tell the text. */
  public List<Integer> telling(String text) {
    List<Integer> telling = new ArrayList<>();
    long[] sequences = Shingles.of(text);
    if (isKnown(sequences)) {
      for (int line = 0; line < lines.size(); line++) {
        if (tells(lines.get(line), sequences)) {
          telling.add(line);
        }
      }
    }
    return telling;
  }

  /** Number of the line that has the largest part of the text. */
  public int mostTelling(String text) {
    long[] sequences = Shingles.of(text);
    int most = 0;
    for (int line = 1; line < lines.size(); line++) {
      if (Shingles.share(sequences, lines.get(line)) > Shingles.share(sequences, lines.get(most))) {
        most = line;
      }
    }
    return most;
  }

  private boolean isKnown(long[] sequences) {
    for (long sequence : sequences) {
      if (all.contains(sequence)) {
        return true;
      }
    }
    return false;
  }

  /** A short text is told when all of it is: its part alone would be said by chance. */
  private boolean tells(long[] line, long[] text) {
    double enough = text.length >= ToldTexts.SHORTEST ? share : 1;
    return Shingles.share(text, line) >= enough
        || (line.length >= ToldTexts.SHORTEST && Shingles.share(line, text) >= share);
  }
}
