/**
 * Meta: campaigns through an MCP server, pixel events, data quality and audiences through the Graph
 * API.
 */
package ai.organized.flywheel.account.meta;
