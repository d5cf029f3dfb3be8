/**
 * What people drop, read as experiments: every format that such files really have, told apart by
 * content, as a stream of objects in one shape.
 *
 * <p>{@link ai.organized.flywheel.experiment.drop.DropReader} opens a drop. What is JSON goes
 * object by object through {@code KnownShapes}, autoresearch's tables row by row through {@code
 * TableElements}, an experiment logger's SQLite file through {@code DatabaseElements}. A {@code
 * Trial} is where a foreign row must state a problem, a solution and a score, or is refused with
 * what it lacks; nothing is guessed, and whose it is never comes from a folder or a file's name.
 */
package ai.organized.flywheel.experiment.drop;
