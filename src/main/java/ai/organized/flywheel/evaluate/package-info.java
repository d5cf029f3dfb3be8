/**
 * Is the new model good enough? First a few golden prompts show whether it is sound at all. Then
 * it, the champion and the untuned base are asked the questions that no version was trained on; the
 * answers are held against the known ones, beside chance, beside each other, and beside what they
 * took. A judge model may be heard as well. What is answered is kept at once and never asked twice.
 */
package ai.organized.flywheel.evaluate;
