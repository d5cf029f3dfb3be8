/**
 * Where objects are made and bound by name, and the only place that knows Camel: routes say what
 * happens next, the objects bound here say how.
 */
package ai.organized.flywheel.wiring;
