package ai.organized.flywheel.drift;

/**
 * A signal of a version that changed, and still does.
 *
 * @param before the figure until then, of the version itself or the one before it
 * @param after the figure since then
 * @param observed how much was seen since then
 * @param evidence a sentence with the figures
 */
record Change(Signal signal, double before, double after, int observed, String evidence) {}
