/**
 * The ground: one SQLite store, files that are written whole or not at all, strict JSON, and leases
 * on rows that two processes could both want.
 */
package ai.organized.flywheel.storage;
