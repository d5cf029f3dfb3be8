package ai.organized.flywheel.account;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The system prompt of everything said and learned about one client: training lines, Modelfile and
 * fallback all take it from here.
 *
 * <p>The same role and sources give the same text, at whatever time and in whatever version.
 */
public final class SystemPrompt {
  /** In the larger count of o200k_base and cl100k_base. */
  public static final int MAX_TOKENS = 800;

  /** Tokens of a free text: a client's name, the reason why a source is unknown. */
  private static final int LONGEST_TEXT = 40;

  private SystemPrompt() {}

  /**
   * @param displayName of the client, as a person writes it
   */
  public static String build(String displayName, Optional<AccountState> state) {
    String role =
        "You are a conversion tracking expert for "
            + PromptTokens.cut(displayName, LONGEST_TEXT)
            + ".";
    if (state.isEmpty()) {
      return role + "\nAccount state: unknown, nothing has been collected yet.";
    }
    AccountSources sources = state.get().sources();
    String head = role + "\n" + line("GTM", sources.gtm(), GtmPrompt::head);
    List<PromptList> lists = sources.gtm().asOptional().map(GtmPrompt::lists).orElse(List.of());
    String foot =
        "\n"
            + line("Google Ads", sources.googleAds(), nothing -> "")
            + "\n"
            + line("Meta", sources.meta(), nothing -> "")
            + "\n"
            + line("Past fixes", sources.memory(), nothing -> "");
    return longestThatFits(head, lists, foot);
  }

  private static <T> String line(String name, Source<T> source, Function<T, String> known) {
    return source.fold(
        known,
        reason -> name + ": unknown (" + PromptTokens.cut(reason, LONGEST_TEXT) + ")",
        () -> name + ": not used");
  }

  /** With all names when they fit, else halves its way to the most; without any it always fits. */
  private static String longestThatFits(String head, List<PromptList> lists, String foot) {
    int fits = 0;
    int most = lists.stream().mapToInt(list -> list.names().size()).sum();
    int middle = most;
    while (fits < most) {
      if (PromptTokens.count(prompt(head, lists, middle, foot)) <= MAX_TOKENS) {
        fits = middle;
      } else {
        most = middle - 1;
      }
      middle = (fits + most + 1) / 2;
    }
    return prompt(head, lists, fits, foot);
  }

  private static String prompt(String head, List<PromptList> lists, int names, String foot) {
    int[] shares = PromptList.shares(lists, names);
    StringBuilder prompt = new StringBuilder(head);
    for (int i = 0; i < shares.length; i++) {
      prompt.append(lists.get(i).line(shares[i]));
    }
    return prompt.append(foot).toString();
  }
}
