/**
 * A trainer host on loopback: SSH and SFTP spoken by MINA's server, commands run by the real {@code
 * /bin/sh} in a home folder of its own, with scripted tools first on the PATH.
 *
 * <p>What a session started detached runs on when the session ends, as on a real host; closing the
 * server ends what it started and nothing else.
 */
package ai.organized.flywheel.sandbox.trainer;
