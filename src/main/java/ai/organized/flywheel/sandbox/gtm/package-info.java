/**
 * The tools of an MCP server for Google Tag Manager, over containers that are described in JSON.
 */
package ai.organized.flywheel.sandbox.gtm;
