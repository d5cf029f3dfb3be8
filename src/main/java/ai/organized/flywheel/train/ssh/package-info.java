/**
 * The one SSH client of the product: commands and files on the trainer host.
 *
 * <p>{@link ai.organized.flywheel.train.ssh.TrainerHost#connect} asks the egress guard, checks the
 * host key against the known_hosts file and signs in with a key file or an agent; the {@link
 * ai.organized.flywheel.train.ssh.TrainerConnection} runs commands and moves files. Everything has
 * a {@link ai.organized.flywheel.remote.Deadline}, after which the line is cut. Nothing that came
 * from data is ever read by a shell: a command is a list of arguments, see {@link
 * ai.organized.flywheel.train.ssh.ShellWords}.
 */
package ai.organized.flywheel.train.ssh;
