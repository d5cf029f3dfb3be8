package ai.organized.flywheel.planted;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * All that is logged while this is open, down to DEBUG, with the traces of what was thrown. What
 * the configuration holds back at any level stays so.
 */
final class WholeLog implements AutoCloseable {
  private final Path file;
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final Appender<ILoggingEvent> usual = root.getAppender("stderr");
  private final FileAppender<ILoggingEvent> appender = new FileAppender<>();

  private WholeLog(Path file) {
    this.file = file;
  }

  static WholeLog to(Path file) {
    WholeLog log = new WholeLog(file);
    log.open();
    return log;
  }

  private void open() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(root.getLoggerContext());
    encoder.setPattern("%level %logger %msg %mdc %ex{full}%n");
    encoder.start();
    appender.setContext(root.getLoggerContext());
    appender.setEncoder(encoder);
    appender.setFile(file.toString());
    appender.start();
    root.addAppender(appender);
    root.setLevel(Level.DEBUG);
    if (usual != null) {
      root.detachAppender(usual);
    }
  }

  String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    root.setLevel(before);
    root.detachAppender(appender);
    appender.stop();
    if (usual != null) {
      root.addAppender(usual);
    }
  }
}
