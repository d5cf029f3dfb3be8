/**
 * What the gateway answered becomes evidence. Answers wait in a bounded queue and are written in
 * batches, so that no caller waits for the store; what a person says of an answer is tied to it by
 * its id; and the figures of every version are read from there.
 */
package ai.organized.flywheel.telemetry;
