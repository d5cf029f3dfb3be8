/** What a text or a file is known by. */
package ai.organized.flywheel.hash;
