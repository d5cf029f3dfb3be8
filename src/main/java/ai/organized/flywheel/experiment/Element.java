package ai.organized.flywheel.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What stands at one place of a drop. */
sealed interface Element {
  /** Where it starts, counted from 1. */
  long line();

  /** How long it is when it can be used: about the memory that it takes. */
  default long bytes() {
    return 0;
  }

  record Read(long line, ObjectNode object, long bytes) implements Element {}

  /** This one cannot be read; the next may be. */
  record Unreadable(long line, String reason) implements Element {}

  /** The JSON itself breaks here: nothing after it can be read. */
  record BrokenOff(long line, String reason) implements Element {}
}
