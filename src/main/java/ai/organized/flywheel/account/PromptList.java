package ai.organized.flywheel.account;

import java.util.List;

/**
 * A list of names in the system prompt, of which as many are shown as fit.
 *
 * @param label before the whole list: {@code Tags}
 * @param unit of what is counted when only a part is shown: {@code tags}
 * @param weight names it is given whenever another list is given its own weight
 * @param total names there are; {@code names} holds no more of them than could ever fit
 */
record PromptList(String label, String unit, int weight, int total, List<String> names) {
  /** Tokens of one name. */
  private static final int LONGEST_NAME = 24;

  static PromptList of(String label, String unit, int weight, List<String> names) {
    List<String> few =
        names.stream()
            .limit(SystemPrompt.MAX_TOKENS / 2) // a name and its comma are two tokens at least
            .map(name -> PromptTokens.cut(name, LONGEST_NAME))
            .toList();
    return new PromptList(label, unit, weight, names.size(), few);
  }

  /** {@code Tags: A, B} or {@code 31 tags including: A, B [+29 more]}; empty when none is shown. */
  String line(int shown) {
    if (shown == 0) {
      return "";
    }
    String list = String.join(", ", names.subList(0, shown));
    if (shown == total) {
      return "\n" + label + ": " + list;
    }
    return "\n" + total + " " + unit + " including: " + list + " [+" + (total - shown) + " more]";
  }

  /** How many names each list shows when all together show {@code names}, if they have so many. */
  static int[] shares(List<PromptList> lists, int names) {
    int[] shares = new int[lists.size()];
    int left = names;
    boolean given = true;
    while (left > 0 && given) {
      given = false;
      for (int i = 0; i < shares.length; i++) {
        PromptList list = lists.get(i);
        int share = Math.min(Math.min(list.weight, left), list.names.size() - shares[i]);
        shares[i] += share;
        left -= share;
        given |= share > 0;
      }
    }
    return shares;
  }
}
