/**
 * What every stand-in stands on: the way in ({@code Door}, {@code Reception}), requests and
 * replies, their record, ordered faults and holds, and strict JSON.
 */
package ai.organized.flywheel.sandbox.http;
