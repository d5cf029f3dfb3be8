/**
 * Is the new model good enough? It is asked the questions that no version was trained on; its
 * answers are held against the known ones, beside chance and beside the champion on the same
 * questions.
 */
package ai.organized.flywheel.evaluate;
