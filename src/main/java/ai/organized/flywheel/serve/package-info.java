/**
 * A promoted model answers. What the model was trained with is put first, always by the same code,
 * whether a caller asks or an evaluation does.
 */
package ai.organized.flywheel.serve;
