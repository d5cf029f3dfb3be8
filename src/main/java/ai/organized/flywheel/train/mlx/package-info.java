/**
 * Training on a machine of one's own with Apple's MLX, over SSH: LoRA, fused, imported into Ollama
 * there.
 *
 * <p>What happens on the machine is written in the scripts beside this package, plain sh: {@code
 * run.sh} is one attempt from data to model, {@code start.sh} begins one unless one runs, {@code
 * look.sh} tells how it stands. They run without us: a broken line or our own end changes nothing,
 * and whoever looks again finds the running or finished training.
 *
 * <p>Nothing that came from data is read by a shell or stands in a script: texts go as files, names
 * as arguments.
 */
package ai.organized.flywheel.train.mlx;
