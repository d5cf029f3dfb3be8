package ai.organized.flywheel.validate;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts, line by line, how different questions and answers are; finds the lines that repeat. */
final class CountDiversity {
  static final int OPENING = 8;
  static final int STRETCH = 500;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");
  private static final Pattern FIGURE = Pattern.compile("\\p{N}+");

  private final Findings findings;
  private final SeenTexts wholes = new SeenTexts();
  private final SeenTexts questions = new SeenTexts();
  private final SeenTexts answers = new SeenTexts();
  private final SeenTexts openings = new SeenTexts();
  private final Set<String> stretch = new HashSet<>();
  private int inStretch;
  private int stretches;
  private double ratios;
  private long lines;
  private int mostAnswer;
  private int mostOpening;

  CountDiversity(Findings findings) {
    this.findings = findings;
  }

  void add(long line, Sample sample, Shape shape) {
    lines++;
    repeats(line, sample, shape);
    mostAnswer = Math.max(mostAnswer, counted(answers, sample.answer()));
    mostOpening = Math.max(mostOpening, counted(openings, words(sample.answer())));
  }

  private void repeats(long line, Sample sample, Shape shape) {
    String whole = sample.whole();
    String question = sample.question();
    int same = wholes.get(whole);
    int sameQuestion = questions.get(question);
    if (same > 0) {
      findings.error(line, "duplicate", "says the same as line " + same);
    } else if (sameQuestion > 0 && shape == Shape.CHAT) {
      findings.warning(
          line, "other_answer", "asks the same as line " + sameQuestion + " and answers otherwise");
    }
    int number = (int) Math.min(line, Integer.MAX_VALUE);
    if (same == 0) {
      wholes.put(whole, number);
    }
    if (sameQuestion == 0) {
      questions.put(question, number);
    }
  }

  private static int counted(SeenTexts texts, String text) {
    int count = texts.get(text) + 1;
    texts.put(text, count);
    return count;
  }

  /** Takes the words of an answer into account and gives the first of them. */
  private String words(String answer) {
    StringJoiner opening = new StringJoiner(" ");
    Matcher words = WORD.matcher(answer.toLowerCase(Locale.ROOT));
    for (int i = 0; words.find(); i++) {
      if (i < OPENING) {
        opening.add(FIGURE.matcher(words.group()).replaceAll("#"));
      }
      stretch.add(words.group());
      if (++inStretch == STRETCH) {
        ratios += (double) stretch.size() / STRETCH;
        stretches++;
        inStretch = 0;
        stretch.clear();
      }
    }
    return opening.toString();
  }

  Diversity result() {
    if (wholes.isFull()) {
      findings.warning(
          0,
          "not_all_compared",
          "after "
              + SeenTexts.MOST
              + " distinct lines, further ones were compared with these and not with each other");
    }
    return new Diversity(
        lines,
        questions.size(),
        answers.size(),
        share(mostAnswer),
        share(mostOpening),
        stretches == 0 ? 0 : ratios / stretches);
  }

  private double share(int count) {
    return lines == 0 ? 0 : (double) count / lines;
  }
}
