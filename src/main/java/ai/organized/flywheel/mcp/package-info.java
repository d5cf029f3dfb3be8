/**
 * A client of the Model Context Protocol over Streamable HTTP that speaks both eras: the stateless
 * one of 2026-07-28 and the ones with a handshake before it. It lists tools and calls them; it
 * offers servers nothing in return.
 *
 * <p>The way of a call: {@code McpSession} (which tool, which result) → {@code EitherEra} (in which
 * way to ask) → {@code ModernEra} or {@code LegacyEra} (messages and headers) → {@code Wire} (one
 * guarded HTTP request before the deadline) → {@code ReadAnswer} (JSON or a stream of events) →
 * back to {@code ToolResult}, or to {@code ExplainFailure}.
 */
package ai.organized.flywheel.mcp;
