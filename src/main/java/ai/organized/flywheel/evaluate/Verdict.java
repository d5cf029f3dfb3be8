package ai.organized.flywheel.evaluate;

/** What the scorecards say. */
public sealed interface Verdict {
  /** Why, with the numbers. */
  String reason();

  /** As it stands in the table. */
  String word();

  record Promote(String reason) implements Verdict {
    @Override
    public String word() {
      return "promote";
    }
  }

  record Refuse(String reason) implements Verdict {
    @Override
    public String word() {
      return "refuse";
    }
  }
}
