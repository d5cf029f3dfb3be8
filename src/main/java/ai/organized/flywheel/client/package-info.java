/**
 * Who the data belongs to, and where it may go. A {@link ai.organized.flywheel.client.ClientId} is
 * safe in a path, a command and a query; {@link ai.organized.flywheel.client.EgressGuard} is asked
 * before any byte of a client leaves.
 */
package ai.organized.flywheel.client;
