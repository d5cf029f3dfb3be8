/** Makes the gateway known to OpenClaw. */
package ai.organized.flywheel.openclaw;
