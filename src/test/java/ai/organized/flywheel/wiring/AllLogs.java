package ai.organized.flywheel.wiring;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What everything together logs while this is open. */
final class AllLogs implements AutoCloseable {
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  static AllLogs from(Level level) {
    AllLogs logs = new AllLogs();
    logs.root.setLevel(level);
    logs.lines.start();
    logs.root.addAppender(logs.lines);
    return logs;
  }

  /** Messages of this level. */
  List<String> lines(String level) {
    return List.copyOf(lines.list).stream()
        .filter(line -> line.getLevel().toString().equals(level))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Override
  public void close() {
    root.detachAppender(lines);
  }
}
