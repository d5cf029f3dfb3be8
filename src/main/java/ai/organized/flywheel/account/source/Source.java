package ai.organized.flywheel.account.source;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What one source told about an account, or why it told nothing. */
public sealed interface Source<T> {

  record Known<T>(T value) implements Source<T> {
    public Known {
      requireNonNull(value, "value");
    }

    @Override
    public <R> R fold(Function<T, R> known, Function<String, R> unknown, Supplier<R> off) {
      return known.apply(value);
    }
  }

  /**
   * Not read, or not readable.
   *
   * @param reason in words for a person: {@code not collected yet}
   */
  record Unknown<T>(String reason) implements Source<T> {
    public Unknown {
      requireNonNull(reason, "reason");
    }

    @Override
    public <R> R fold(Function<T, R> known, Function<String, R> unknown, Supplier<R> off) {
      return unknown.apply(reason);
    }
  }

  /** This client does not use it. */
  record Off<T>() implements Source<T> {
    @Override
    public <R> R fold(Function<T, R> known, Function<String, R> unknown, Supplier<R> off) {
      return off.get();
    }
  }

  <R> R fold(Function<T, R> known, Function<String, R> unknown, Supplier<R> off);

  default <U> Source<U> map(Function<T, U> change) {
    return fold(value -> new Known<>(change.apply(value)), Unknown::new, Off::new);
  }

  /** This when it is known, else the other when that is. */
  default Source<T> or(Source<T> other) {
    return this instanceof Known || !(other instanceof Known) ? this : other;
  }

  default Optional<T> asOptional() {
    return fold(Optional::of, reason -> Optional.empty(), Optional::empty);
  }

  /** Two unknowns say the same of the account, whatever their reasons: nothing. */
  default boolean saysTheSameAs(Source<T> other) {
    return equals(other) || (this instanceof Unknown && other instanceof Unknown);
  }
}
