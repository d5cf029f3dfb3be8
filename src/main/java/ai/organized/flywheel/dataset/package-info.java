/**
 * Evidence becomes examples: without personal data, filtered, without duplicates, with questions
 * set aside that no version ever trains on, and with a proof that nothing gives them away.
 *
 * <p>The route {@code build-dataset} calls the steps in their order; each adds what it found to a
 * {@link ai.organized.flywheel.dataset.Building}. {@link
 * ai.organized.flywheel.dataset.LeakFirewall} ends it with a plan, {@link
 * ai.organized.flywheel.dataset.DatasetStore} writes the plan as a version that never changes.
 */
package ai.organized.flywheel.dataset;
