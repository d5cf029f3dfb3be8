package ai.organized.flywheel.vectors;

/**
 * Two vectors that are near.
 *
 * @param first place of the one in the list, from 0; smaller than {@code second}
 * @param cosine exact, not as a server rounded it
 */
public record NearPair(int first, int second, double cosine) {}
