package ai.organized.flywheel.evaluate;

/** What is to become of a candidate. */
public sealed interface Verdict {
  /** Why, with the numbers, in one or two sentences. */
  String reason();

  /** What it rests on. */
  Evidence evidence();

  /** As it stands in the table. */
  String word();

  /** It may answer. */
  record Promote(String reason, Evidence evidence) implements Verdict {
    @Override
    public String word() {
      return "promote";
    }
  }

  /** It may be better or worse, and so few questions do not tell: a person decides. */
  record Hold(String reason, Evidence evidence) implements Verdict {
    @Override
    public String word() {
      return "hold";
    }
  }

  /** It must not answer. */
  record Refuse(String reason, Evidence evidence) implements Verdict {
    @Override
    public String word() {
      return "refuse";
    }
  }
}
