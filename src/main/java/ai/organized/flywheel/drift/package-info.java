/** Watches the models that answer, and goes back when one became worse. */
package ai.organized.flywheel.drift;
