package ai.organized.flywheel.dataset;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What makes a pair.
 *
 * @param threshold score from which an answer is good, inclusive
 * @param margin score by which the good answer leads at least
 * @param tooAlike share 0 to 1 of shared 3-word sequences from which two answers are no choice
 * @param isNearQuestion tells of an example that is a holdout question of any version, or near one
 *     in question or answer
 * @param leak why an answer gives away its own score, when it does
 */
public record PreferenceRules(
    double threshold,
    double margin,
    double tooAlike,
    Predicate<Example> isNearQuestion,
    Function<String, Optional<String>> leak) {}
