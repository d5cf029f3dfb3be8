package ai.organized.flywheel.failure;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class logs while this is open, from INFO on. */
public final class CapturedLog implements AutoCloseable {
  private final Logger logger;
  private final Level before;
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  private CapturedLog(Logger logger) {
    this.logger = logger;
    this.before = logger.getLevel();
  }

  public static CapturedLog of(Class<?> type) {
    CapturedLog log = new CapturedLog((Logger) LoggerFactory.getLogger(type));
    log.logger.setLevel(Level.INFO);
    log.lines.start();
    log.logger.addAppender(log.lines);
    return log;
  }

  /** Level and message, for instance {@code WARN score 1.1 …}. */
  public List<String> lines() {
    return List.copyOf(lines.list).stream()
        .map(line -> line.getLevel() + " " + line.getFormattedMessage())
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(lines);
    logger.setLevel(before);
  }
}
