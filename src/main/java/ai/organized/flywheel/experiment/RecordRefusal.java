package ai.organized.flywheel.experiment;

/**
 * A record we will not use.
 *
 * @param line where it starts, counted from 1; in an array the line of its opening brace
 * @param field the field at fault, or empty when the whole record is
 * @param reason what is wrong with it, without the client's text
 */
public record RecordRefusal(long line, String field, String reason) {
  @Override
  public String toString() {
    return "line " + line + ": " + (field.isEmpty() ? "" : field + " ") + reason;
  }
}
