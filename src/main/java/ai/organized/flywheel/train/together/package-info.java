/** Together, which trains open models and takes the same training file as OpenAI. */
package ai.organized.flywheel.train.together;
