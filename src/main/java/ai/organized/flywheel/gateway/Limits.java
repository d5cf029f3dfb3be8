package ai.organized.flywheel.gateway;

import ai.organized.flywheel.settings.Settings;
import java.time.Duration;

/**
 * What keeps memory and patience bounded.
 *
 * @param body largest one, in bytes
 * @param underWay requests at a time
 * @param bodies bytes of all bodies at a time
 * @param connections to one upstream, of one event loop
 * @param piece longest pause between two pieces of a request
 * @param upload in which a request must be there whole
 * @param firstByte longest wait for an answer to begin
 * @param idle longest pause between two pieces of an answer, either way
 */
public record Limits(
    int body,
    int underWay,
    long bodies,
    int connections,
    Duration piece,
    Duration upload,
    Duration firstByte,
    Duration idle) {
  /** Connections of a loop: a caller with one connection of HTTP/2 is served by one loop alone. */
  private static final int FEWEST = 32;

  private static final int LARGEST_BODY = 20 << 20;

  /** Far more than connections to a model: the rest waits for one. */
  private static final int MOST_UNDER_WAY = 2048;

  private static final Duration PIECE = Duration.ofSeconds(30);

  /** In which a request must be there whole: 20 MB at 3 Mbit/s take 55 s. */
  public static final Duration UPLOAD = Duration.ofMinutes(2);

  /** Bodies may take a third of the heap, but two of the largest always. */
  public static Limits of(Settings.Serve settings, int loops) {
    return new Limits(
        LARGEST_BODY,
        MOST_UNDER_WAY,
        Math.max(4L * LARGEST_BODY, Runtime.getRuntime().maxMemory() / 3),
        Math.max(settings.connections() / loops, Math.min(settings.connections(), FEWEST)),
        PIECE,
        UPLOAD,
        settings.firstByte(),
        settings.idle());
  }
}
