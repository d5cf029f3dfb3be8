package ai.organized.flywheel.cli;

import me.tongfei.progressbar.ProgressBarConsumer;

/** A progress bar on stderr, and only where a person looks: never in a pipe or a log. */
final class ProgressLine implements ProgressBarConsumer {
  /** The launcher tells; Java has no answer that is the same in every version. */
  private final boolean watched = Boolean.getBoolean("flywheel.terminal");

  @Override
  public int getMaxRenderedLength() {
    return 79;
  }

  @Override
  public void accept(String rendered) {
    if (watched) {
      System.err.print("\r" + rendered);
    }
  }

  @Override
  public void clear() {
    if (watched) {
      System.err.print("\r" + " ".repeat(getMaxRenderedLength()) + "\r");
    }
  }

  @Override
  public void close() {
    clear();
  }
}
