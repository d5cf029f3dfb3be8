/**
 * Texts that say nearly the same, found among a million without comparing all with all. {@link
 * ai.organized.flywheel.near.UniqueTexts} keeps what says something new, {@link
 * ai.organized.flywheel.near.NearTexts} tells what is near, {@link
 * ai.organized.flywheel.near.Similarity} is the measure of both.
 *
 * <p>A text is read once into numbers; no string is kept. MinHash (Broder 1997) proposes who may be
 * near, and every proposal is measured exactly. All seeds are fixed: the same texts in the same
 * order give the same answers.
 */
package ai.organized.flywheel.near;
