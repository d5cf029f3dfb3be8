/** Texts as vectors, so that nearness of meaning is a number. */
package ai.organized.flywheel.embed;
