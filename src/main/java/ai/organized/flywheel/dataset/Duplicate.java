package ai.organized.flywheel.dataset;

/**
 * An example that says what a better one says already.
 *
 * @param kept id of the better one
 * @param similarity 1 for the same words, else the Jaccard similarity of their shingles
 */
record Duplicate(Example example, String kept, double similarity) {}
