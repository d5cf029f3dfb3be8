/**
 * Who may ask what. Keys stand hashed in a file ({@link ai.organized.flywheel.access.KeyFile});
 * {@link ai.organized.flywheel.access.ApiKeys} says whose key a request carries and how often it
 * may ask; {@link ai.organized.flywheel.access.Door} is the one place that every request passes.
 * Without keys only this machine is listened to.
 */
package ai.organized.flywheel.access;
