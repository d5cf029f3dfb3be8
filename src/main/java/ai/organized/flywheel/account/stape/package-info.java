/** The server containers that Stape hosts, through its MCP server. */
package ai.organized.flywheel.account.stape;
