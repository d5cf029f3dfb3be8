package ai.organized.flywheel.account.source;

import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.redact.Redactions;
import ai.organized.flywheel.remote.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One source being read for one client: questions that are asked one after the other, each optional
 * on its own. A step of a source says what to ask; the route {@code read-source} asks, and what
 * cannot be answered becomes unknown with its reason.
 */
public final class Reading<T> {
  /** Characters. */
  private static final int LONGEST_REASON = 300;

  /** A pause of the route and something more, for the answer. */
  private static final Duration ENOUGH = Duration.ofMillis(1500);

  /** A source that wants to be left alone for longer is not asked again this time. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final String source;
  private final Optional<Deadline> deadline;
  private final Redactions redactions = new Redactions();
  private final List<Question<?>> questions = new ArrayList<>();
  private Supplier<Source<T>> result;
  private Runnable leaving = () -> {};
  private Optional<Question<?>> first = Optional.empty();
  private int next;

  private Reading(String source, Optional<Deadline> deadline, Supplier<Source<T>> result) {
    this.source = source;
    this.deadline = deadline;
    this.result = result;
  }

  /**
   * @param source its name, for messages and the circuit breaker: {@code google_ads}
   */
  public static <T> Reading<T> of(String source, Deadline deadline) {
    return new Reading<>(
        source,
        Optional.of(deadline),
        () -> {
          throw new IllegalStateException(source + " was never told what its answers become");
        });
  }

  /** Of a client that does not use the source: nothing is asked. */
  public static <T> Reading<T> off(String source) {
    return known(source, new Source.Off<>());
  }

  /** Told a moment ago: not asked again. */
  public static <T> Reading<T> known(String source, Source<T> told) {
    return new Reading<>(source, Optional.empty(), () -> told);
  }

  /** Nothing can be asked. */
  public static <T> Reading<T> unknown(String source, String reason) {
    return known(source, new Source.Unknown<>(reason));
  }

  /** Without an answer to this one, no other is asked and the whole source is unknown. */
  public <A> Question<A> first(String what, Supplier<A> asking) {
    Question<A> question = add(what, asking);
    first = Optional.of(question);
    return question;
  }

  public <A> Question<A> add(String what, Supplier<A> asking) {
    Question<A> question = new Question<>(what, asking);
    questions.add(question);
    return question;
  }

  /** What the answers are put together to, once all were asked. */
  public Reading<T> becomes(Supplier<T> whole) {
    result = () -> new Source.Known<>(whole.get());
    return this;
  }

  /** What ends the conversation with the source, whatever came of it. */
  public Reading<T> afterwards(Runnable hangUp) {
    leaving = hangUp;
    return this;
  }

  /** Takes secrets out of all that this source tells, and counts them. */
  public Redactions redactions() {
    return redactions;
  }

  public String source() {
    return source;
  }

  public boolean hasNext() {
    return next < questions.size();
  }

  /** Asks the next question; after a failure the same one is next, until {@link #failed}. */
  public void ask() {
    Question<?> question = questions.get(next);
    deadline.ifPresent(d -> d.require(source));
    question.ask();
    next++;
  }

  boolean mayAskAgain(UnavailableException why) {
    boolean inTime = deadline.isEmpty() || deadline.get().left().compareTo(ENOUGH) > 0;
    return hasNext() && inTime && why.retryAfter().orElse(Duration.ZERO).compareTo(SHORT) <= 0;
  }

  /** Nothing more is asked. */
  public void leave() {
    leaving.run();
  }

  /** Puts the answers together; what fails here is one source, and not the whole state. */
  public void finish() {
    Source<T> whole = result.get();
    result = () -> whole;
  }

  /**
   * The question asked last stays without an answer; once all were asked, the whole source does.
   *
   * @return which, and why, for the log
   */
  public String failed(Throwable why) {
    String reason = reason(why);
    if (!hasNext()) {
      result = () -> new Source.Unknown<>(reason);
      return "what it told is unknown: " + reason;
    }
    Question<?> question = questions.get(next);
    question.unanswered(reason);
    next++;
    boolean over = deadline.isPresent() && deadline.get().isOver();
    boolean wasFirst = first.isPresent() && first.get() == question;
    if (wasFirst) {
      result = () -> new Source.Unknown<>(reason);
    }
    if (wasFirst || over) {
      questions.subList(next, questions.size()).forEach(rest -> rest.unanswered(reason));
      next = questions.size();
    }
    return question.what() + " is unknown: " + reason;
  }

  /** Who failed has cleaned what a server said already; it counts all the same. */
  private String reason(Throwable why) {
    if (!(why instanceof FailureException known)) {
      return "an error on our side (" + why.getClass().getSimpleName() + "); see the log";
    }
    redactions.addMarked(known.getMessage());
    return cut(redactions.clean(known.getMessage()));
  }

  /** It is shown to people and to models: cleaned before it is cut. */
  private static String cut(String reason) {
    return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
  }

  public Source<T> result() {
    return result.get();
  }
}
