/**
 * Experiments come in: a problem, a solution, a score.
 *
 * <p>{@link ai.organized.flywheel.experiment.drop.DropReader} streams a drop of any size and
 * format, {@link ai.organized.flywheel.experiment.ReadExperiment} turns one JSON object into an
 * {@link ai.organized.flywheel.experiment.ExperimentRecord} or a refusal, {@link
 * ai.organized.flywheel.experiment.ExperimentStore} keeps it once, and {@link
 * ai.organized.flywheel.experiment.ImportExperiments} is the way through all three for the folder,
 * the command line and HTTP alike.
 */
package ai.organized.flywheel.experiment;
