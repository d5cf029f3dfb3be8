/** Every answer becomes evidence: rows in the store, and what people say of them. */
package ai.organized.flywheel.telemetry;
