/**
 * Own hardware without a trainer: a model is baked, not trained. It is the base model with the
 * client's system prompt and the best examples in front of every conversation.
 *
 * <p>It is made through Ollama's API where that is reached, else by a Modelfile over SSH on the
 * trainer host.
 */
package ai.organized.flywheel.train.ollama;
