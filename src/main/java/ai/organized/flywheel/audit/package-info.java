/** What people and the loop decided, a line each. */
package ai.organized.flywheel.audit;
