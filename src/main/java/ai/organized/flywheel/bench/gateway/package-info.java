/**
 * The gateway beside nginx and beside no proxy at all: a stub upstream and the proxy under test are
 * processes of their own, the load is made in this one.
 */
package ai.organized.flywheel.bench.gateway;
