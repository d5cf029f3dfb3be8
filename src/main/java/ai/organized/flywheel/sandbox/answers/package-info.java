/** How a stand-in for a model comes to an answer without having learned anything. */
package ai.organized.flywheel.sandbox.answers;
