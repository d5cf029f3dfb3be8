/** A server of the Model Context Protocol of either era, and what its tools take and answer. */
package ai.organized.flywheel.sandbox.mcp;
