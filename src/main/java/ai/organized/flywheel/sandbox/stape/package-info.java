/** The tools of Stape's MCP server. */
package ai.organized.flywheel.sandbox.stape;
