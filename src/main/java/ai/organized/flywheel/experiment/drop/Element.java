package ai.organized.flywheel.experiment.drop;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What stands at one place of a drop. */
public sealed interface Element {
  /** Where it starts, counted from 1; of a database the row. */
  long line();

  /** How long it is when it can be used: about the memory that it takes. */
  default long bytes() {
    return 0;
  }

  /**
   * An object in the shape of an experiment record, to be checked field by field.
   *
   * @param place which part of what starts at that line ("round 3"); empty when it is all of it
   */
  record Read(long line, String place, ObjectNode object, long bytes) implements Element {
    Read(long line, ObjectNode object, long bytes) {
      this(line, "", object, bytes);
    }
  }

  /** It was understood, and it is no example for a reason that its own format gives. */
  record Refused(long line, String field, String reason) implements Element {}

  /** This one cannot be read; the next may be. */
  record Unreadable(long line, String reason) implements Element {}

  /** The drop itself breaks here: nothing after it can be read. */
  record BrokenOff(long line, String reason) implements Element {}
}
