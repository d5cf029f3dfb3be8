/**
 * Evidence becomes examples: filtered, without duplicates, with questions set aside that no version
 * ever trains on.
 *
 * <p>{@link ai.organized.flywheel.dataset.PlanDataset} decides line by line, {@link
 * ai.organized.flywheel.dataset.WriteDataset} makes the files, {@link
 * ai.organized.flywheel.dataset.DatasetStore} keeps what was decided.
 */
package ai.organized.flywheel.dataset;
