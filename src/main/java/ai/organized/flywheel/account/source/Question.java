package ai.organized.flywheel.account.source;

import java.util.function.Supplier;

/** One thing that is asked of a source; its answer is unknown until it was given. */
public final class Question<A> {
  private final String what;
  private final Supplier<A> asking;
  private Source<A> answer = new Source.Unknown<>("not asked");

  Question(String what, Supplier<A> asking) {
    this.what = what;
    this.asking = asking;
  }

  String what() {
    return what;
  }

  void ask() {
    answer = new Source.Known<>(asking.get());
  }

  void unanswered(String reason) {
    answer = new Source.Unknown<>(reason);
  }

  public Source<A> answer() {
    return answer;
  }
}
