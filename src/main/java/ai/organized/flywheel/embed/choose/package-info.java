/** From the settings to the embedder they name. */
package ai.organized.flywheel.embed.choose;
