/**
 * A month of the flywheel in less than a minute: the real application beside a sandbox, on a clock
 * that is turned by hand. Six clients drop experiments, ask the gateway and say what they think of
 * its answers; a model comes out bad, another goes bad in use, a provider announces its end. What
 * is told at the end is read from the audit log; nothing is written down beforehand.
 */
package ai.organized.flywheel.bench.month;
