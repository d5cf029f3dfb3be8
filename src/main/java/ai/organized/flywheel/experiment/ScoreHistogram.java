package ai.organized.flywheel.experiment;

import java.util.List;
import java.util.Map;

/**
 * How many records lie where.
 *
 * @param tenths count of scores from 0.0, 0.1, … 0.9 (1.0 counts with 0.9)
 * @param kept for some thresholds, how many records reach them
 */
public record ScoreHistogram(long total, List<Long> tenths, Map<Double, Long> kept) {}
