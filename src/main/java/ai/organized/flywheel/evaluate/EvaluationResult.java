package ai.organized.flywheel.evaluate;

import java.util.Optional;

/**
 * What an evaluation found.
 *
 * @param championVersion the version it was compared with, if one was active
 * @param champion its scorecard on the same questions
 */
public record EvaluationResult(
    Scorecard candidate,
    Optional<Integer> championVersion,
    Optional<Scorecard> champion,
    Verdict verdict) {}
