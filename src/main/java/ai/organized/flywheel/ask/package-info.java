/**
 * Drops, schedules and people only ask; what answers takes the question from its table. Asked ten
 * times before the answer, it is one question, and a question outlives the process.
 */
package ai.organized.flywheel.ask;
