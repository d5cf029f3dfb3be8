/**
 * The tools of the MCP servers for Google Ads, each in its own dialect, over accounts that are
 * described in JSON and asked in GAQL.
 */
package ai.organized.flywheel.sandbox.googleads;
