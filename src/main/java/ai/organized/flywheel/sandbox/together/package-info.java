/**
 * Together's files, fine-tunes and chat completions, with the refusals of the real service.
 *
 * <p>Source: the types of the package {@code together-ai} 0.52.0, its check of training files, and
 * the service's OpenAPI description.
 */
package ai.organized.flywheel.sandbox.together;
