/**
 * Meta's Graph API, as far as it tells of ad accounts and pixels, and the tools of Pipeboard's MCP
 * server over the same accounts.
 */
package ai.organized.flywheel.sandbox.meta;
