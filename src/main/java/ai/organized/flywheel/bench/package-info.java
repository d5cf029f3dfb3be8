/**
 * Measures what the README claims, each figure as a ratio against a baseline in the same run, so
 * that the machine's own speed cancels out.
 */
package ai.organized.flywheel.bench;
