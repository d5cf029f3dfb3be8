/**
 * Every setting, typed. {@link ai.organized.flywheel.settings.Key} is the list; {@link
 * ai.organized.flywheel.settings.SettingsReader} reads file and environment, checks everything and
 * reports all problems at once.
 */
package ai.organized.flywheel.settings;
