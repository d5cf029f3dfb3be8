package ai.organized.flywheel.account;

import java.util.List;

/** Puts the parts of a prompt together with as many names as fit. */
final class PromptFit {
  private PromptFit() {}

  /**
   * With all names when they fit, else halves its way to the most; without any name it always fits.
   *
   * @param most tokens
   */
  static String within(int most, String firstLine, List<PromptPart> parts) {
    int fits = 0;
    int upTo = parts.stream().mapToInt(PromptPart::names).sum();
    int middle = upTo;
    while (fits < upTo) {
      if (PromptTokens.count(text(firstLine, parts, middle)) <= most) {
        fits = middle;
      } else {
        upTo = middle - 1;
      }
      middle = (fits + upTo + 1) / 2;
    }
    return text(firstLine, parts, fits);
  }

  private static String text(String firstLine, List<PromptPart> parts, int names) {
    int[] shares = shares(parts, names);
    StringBuilder prompt = new StringBuilder(firstLine);
    for (int i = 0; i < shares.length; i++) {
      prompt.append(parts.get(i).text(shares[i]));
    }
    return prompt.toString();
  }

  /** How many names each part shows when all together show {@code names}, if they have so many. */
  private static int[] shares(List<PromptPart> parts, int names) {
    int[] shares = new int[parts.size()];
    int left = names;
    boolean given = true;
    while (left > 0 && given) {
      given = false;
      for (int i = 0; i < shares.length; i++) {
        PromptPart part = parts.get(i);
        int share = Math.min(Math.min(part.weight(), left), part.names() - shares[i]);
        shares[i] += share;
        left -= share;
        given |= share > 0;
      }
    }
    return shares;
  }
}
