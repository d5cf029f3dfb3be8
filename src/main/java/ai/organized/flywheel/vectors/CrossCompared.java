package ai.organized.flywheel.vectors;

/**
 * What became of comparing each vector of one list with each of another.
 *
 * @param compared pairs; a vector of zeros is compared with none
 * @param left place of the nearest pair in the one list, the first of equals; -1 when none was
 *     compared
 * @param right its place in the other
 * @param nearest its cosine; -1 when none was compared
 */
public record CrossCompared(long compared, int left, int right, double nearest) {}
