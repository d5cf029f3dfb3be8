/** Who may ask for what: API keys, their roles and rates. */
package ai.organized.flywheel.access;
