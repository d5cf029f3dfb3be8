/**
 * Calls to the world as data: an adapter says what to send and reads what came back, the route
 * {@code call-remote} is the only one that sends.
 */
package ai.organized.flywheel.remote;
