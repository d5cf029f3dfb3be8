package ai.organized.flywheel.validate;

/**
 * Something about one line, or about the file.
 *
 * @param line counted from 1; 0 for the file as a whole
 * @param code a short word for scripts, for instance {@code last_turn}
 * @param message for people; never holds a word of the line itself
 */
public record Finding(long line, Severity severity, String code, String message) {}
