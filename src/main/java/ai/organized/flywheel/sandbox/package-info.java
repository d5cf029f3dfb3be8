/**
 * A stand-in for the services the product talks to: OpenAI's files, fine-tuning, chat and embedding
 * endpoints, Ollama (its models, vectors and conversations, its Modelfile and its command line), a
 * Slack incoming webhook, servers of the Model Context Protocol of either era (Meta's and Stape's
 * tools among them), Meta's Graph API, claude-mem's port and a Chroma server, spoken strictly over
 * real HTTP, for the demo and the tests.
 *
 * <p>Beside them stands a trainer host, spoken to by SSH ({@code sandbox.trainer}).
 *
 * <p>{@link ai.organized.flywheel.sandbox.Sandbox#start} opens it on a loopback port. It refuses
 * what the real services refuse, with their error bodies; it can be told to fail, to hold a request
 * or to refuse training; and it records what it was sent. Nothing in it learns: a "trained" model
 * answers with the training example nearest to the question, so whatever score it earns comes from
 * the file it was given.
 *
 * <p>The way of a request: {@code Door} (who is on the line) → {@code Reception} (number, record,
 * faults, holds) → {@code OpenAiApi}, {@code TogetherApi}, {@code OllamaApi}, {@code SlackWebhook},
 * {@code McpEndpoint}, {@code MetaGraph}, {@code ClaudeMemPort} or {@code ChromaServer}.
 *
 * <p>Each service has a room below this package and stands on {@code sandbox.http}; no room knows
 * this package, and Together, which speaks a dialect of OpenAI, shares its parts.
 */
package ai.organized.flywheel.sandbox;
