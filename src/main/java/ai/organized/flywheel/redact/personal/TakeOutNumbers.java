package ai.organized.flywheel.redact.personal;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds what is made of digits: bank accounts, addresses of machines, cards and telephone numbers.
 *
 * <p>A text is read once. A digit is looked at more closely; whatever stands before it is judged by
 * what was written so far, placeholders included, so that reading the result again finds nothing
 * new.
 */
final class TakeOutNumbers {
  /** Of {@code 8.8.8.8}, without which there is nothing to look for. */
  private static final int FEWEST_DIGITS = 4;

  /** Characters before a number that may say what it is. */
  private static final int REACH = 64;

  private final Pseudonyms pseudonyms;
  private final KnownIds known;

  TakeOutNumbers(Pseudonyms pseudonyms, KnownIds known) {
    this.pseudonyms = pseudonyms;
    this.known = known;
  }

  String clean(String text, Consumer<String> found) {
    if (!hasEnoughDigits(text)) {
      return text;
    }
    StringBuilder read = new StringBuilder(text.length() + 16);
    boolean changed = false;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int end = c == '[' ? Placeholder.end(text, at) : Placeholder.NONE;
      if (end == Placeholder.NONE && DigitGroups.isDigit(c)) {
        Optional<Found> value = find(read, text, at);
        end = value.isPresent() ? value.get().end() : DigitGroups.endOfDigits(text, at);
        if (value.isPresent()) {
          read.setLength(read.length() - value.get().before());
          read.append(pseudonyms.of(value.get().kind(), value.get().normalForm()));
          found.accept(value.get().kind());
          changed = true;
          at = end;
          continue;
        }
      }
      end = Math.max(end, at + 1);
      read.append(text, at, end);
      at = end;
    }
    return changed ? read.toString() : text;
  }

  private static boolean hasEnoughDigits(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      if (DigitGroups.isDigit(text.charAt(i)) && ++digits == FEWEST_DIGITS) {
        return true;
      }
    }
    return false;
  }

  private Optional<Found> find(StringBuilder read, String text, int digit) {
    String before = read.substring(Math.max(0, read.length() - REACH));
    Optional<Found> found = FindIban.at(before, text, digit);
    if (found.isEmpty()) {
      found = FindAddress.at(before, text, digit);
    }
    if (found.isEmpty()) {
      DigitGroups number = DigitGroups.at(text, digit);
      found = FindCard.at(before, number, text, known);
      if (found.isEmpty()) {
        found = FindPhone.at(before, number, text, known);
      }
    }
    return found;
  }
}
