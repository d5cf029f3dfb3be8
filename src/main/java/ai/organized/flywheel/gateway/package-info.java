/** Moves the bytes between a client's agent and the model that answers it. */
package ai.organized.flywheel.gateway;
