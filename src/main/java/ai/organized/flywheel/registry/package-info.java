/** Which model version of which client stands where: at most one is active and answers. */
package ai.organized.flywheel.registry;
