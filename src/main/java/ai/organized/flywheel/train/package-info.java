/**
 * From a dataset to a model. One row of {@code training_jobs} is one walk; its state names what is
 * to be done next, and the routes in {@code train.camel.yaml} do it. {@link
 * ai.organized.flywheel.train.FineTuner} is the port: an adapter says what to send to a provider
 * and reads what came back.
 */
package ai.organized.flywheel.train;
