package ai.organized.flywheel.account;

/** A piece of the system prompt: a line that is always there, or a list that shows what fits. */
sealed interface PromptPart {
  /** How many names it could show. */
  default int names() {
    return 0;
  }

  /** Names it is given whenever another list is given its own weight. */
  default int weight() {
    return 0;
  }

  /** With the line end before it; empty when nothing is shown. */
  String text(int shown);

  /** A line that is always there. */
  record Line(String line) implements PromptPart {
    @Override
    public String text(int shown) {
      return "\n" + line;
    }
  }

  /** A list, of which as many names are shown as fit; without any it is not there. */
  record Names(PromptList list) implements PromptPart {
    @Override
    public int names() {
      return list.names().size();
    }

    @Override
    public int weight() {
      return list.weight();
    }

    @Override
    public String text(int shown) {
      return list.line(shown);
    }
  }
}
