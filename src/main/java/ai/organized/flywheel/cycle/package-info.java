/**
 * The loop turns. Drops and schedules only ask; {@link ai.organized.flywheel.cycle.TurnCycle}
 * answers with a new dataset and a planned training, or with the reason why not; {@link
 * ai.organized.flywheel.cycle.DecidePromotion} ends the turn.
 */
package ai.organized.flywheel.cycle;
