/**
 * What people and the loop decided, a line each: {@link ai.organized.flywheel.audit.AuditLog} is
 * written in the transaction of what it tells and read as a story, oldest first.
 */
package ai.organized.flywheel.audit;
