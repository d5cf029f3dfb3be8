package ai.organized.flywheel.telemetry;

/** Takes what the gateway measured. */
@FunctionalInterface
public interface Telemetry {
  /** Never waits; false: there was no room, and the row is counted as lost. */
  boolean offer(ServedAnswer answer);
}
