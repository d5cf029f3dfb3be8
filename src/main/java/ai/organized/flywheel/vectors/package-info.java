/** Which vectors are near each other: compared in process, or asked of a vector store. */
package ai.organized.flywheel.vectors;
