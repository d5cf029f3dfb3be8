package ai.organized.flywheel.sandbox.ollama;

/** A way in which the making of a model goes wrong after its first line; no model comes of it. */
public enum CreateFault {
  /** A line that says so, in an answer whose status is 200 all the same. */
  ERROR_LINE,
  /** The same, because of the disk. */
  DISK_FULL,
  /** Nothing more is said. */
  HANG,
  /** The answer ends in the middle of a line. */
  BROKEN_OFF,
  /** The answer ends after a whole line that is not the last one. */
  ENDS_EARLY
}
