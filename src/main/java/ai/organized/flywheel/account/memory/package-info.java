/** Past fixes and decisions out of claude-mem: its SQLite file, read-only, or its HTTP port. */
package ai.organized.flywheel.account.memory;
