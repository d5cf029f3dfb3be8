/** The port of claude-mem's worker. */
package ai.organized.flywheel.sandbox.memory;
