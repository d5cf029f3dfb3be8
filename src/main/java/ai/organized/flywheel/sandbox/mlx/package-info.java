/**
 * The command line programs of mlx-lm 0.31.3 as a trainer host has them: {@code mlx_lm}, {@code
 * mlx_lm.lora} and {@code mlx_lm.fuse}, with the real flags, files, log lines, refusals and exit
 * codes.
 *
 * <p>They learn nothing: their weights hold the training lines that a real training of as many
 * iterations would have seen, so that a model made from them answers with the nearest example.
 *
 * <p>Source: ml-explore/mlx-lm, mlx_lm/lora.py, fuse.py, cli.py, tuner/datasets.py and
 * tuner/trainer.py as read in 2026.
 */
package ai.organized.flywheel.sandbox.mlx;
