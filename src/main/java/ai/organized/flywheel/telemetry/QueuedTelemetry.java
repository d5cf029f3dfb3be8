package ai.organized.flywheel.telemetry;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers wait in a bounded queue for one thread, which writes them in batches: at most {@value
 * #BATCH} in one transaction, {@value #PERIOD_MILLIS} ms after they came at the latest.
 *
 * <p>A full queue loses what comes and counts it. A store that is busy or fails is tried again with
 * the same batch for as long as it takes, while the queue fills. An answer is written once however
 * often it is tried: its id and arm are the row's key. A process that is killed loses what was not
 * written yet: a tenth of a second of answers when the store keeps up, and never more than the
 * queue holds.
 */
public final class QueuedTelemetry implements Telemetry, AutoCloseable {
  static final int CAPACITY = 10_000;
  static final int BATCH = 500;
  private static final int PERIOD_MILLIS = 50;

  /** Characters of texts that may wait; beyond it answers are kept without their texts. */
  private static final long MOST_TEXT = 16 << 20;

  /** Characters of one answer and its prompt; longer ones are not kept. */
  private static final long LONGEST_TEXT = 256 << 10;

  private static final long PERIOD = Duration.ofMillis(PERIOD_MILLIS).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofSeconds(5).toNanos();
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private static final Logger LOG = LoggerFactory.getLogger(QueuedTelemetry.class);

  private final BlockingQueue<ServedAnswer> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicLong textWaiting = new AtomicLong();
  private final LongAdder lost = new LongAdder();
  private final LongAdder textsLost = new LongAdder();
  private final LongAdder written = new LongAdder();
  private final WriteAnswers rows;
  private final Consumer<ServedAnswer> listener;
  private final Duration patience;
  private final Thread writer;
  private volatile boolean closing;
  private volatile long closeBy;
  private long toldLost;
  private long toldAt = System.nanoTime() - MINUTE;

  /**
   * @param listener is told every answer that came through the queue once, on the writer's thread,
   *     before it is written; it must be quick and not throw
   * @param patience how long closing waits for what is still to be written
   */
  public QueuedTelemetry(WriteAnswers rows, Consumer<ServedAnswer> listener, Duration patience) {
    this.rows = rows;
    this.listener = listener;
    this.patience = patience;
    this.writer = new Thread(this::write, "telemetry");
    writer.setDaemon(true);
    writer.start();
  }

  @Override
  public boolean offer(ServedAnswer answer) {
    ServedAnswer kept = answer.texts().isEmpty() ? answer : withTextsThatFit(answer);
    if (!closing && queue.offer(kept)) {
      return true;
    }
    textWaiting.addAndGet(-length(kept));
    lost.increment();
    return false;
  }

  private ServedAnswer withTextsThatFit(ServedAnswer answer) {
    long length = length(answer);
    if (length <= LONGEST_TEXT && textWaiting.get() + length <= MOST_TEXT) {
      textWaiting.addAndGet(length);
      return answer;
    }
    textsLost.increment();
    return answer.withoutTexts();
  }

  private static long length(ServedAnswer answer) {
    return answer.texts().map(t -> (long) t.prompt().length() + t.answer().length()).orElse(0L);
  }

  /** Answers that were lost, since the start. */
  public long lost() {
    return lost.sum();
  }

  /** Answers that were kept without the texts that came with them, since the start. */
  public long textsLost() {
    return textsLost.sum();
  }

  /** Answers that are in the store, since the start. */
  public long written() {
    return written.sum();
  }

  /** Answers that wait to be written, without the batch at work. */
  public int waiting() {
    return queue.size();
  }

  private void write() {
    List<ServedAnswer> batch = new ArrayList<>(BATCH);
    while (!closing || !queue.isEmpty()) {
      if (!closing && queue.size() < BATCH) {
        LockSupport.parkNanos(PERIOD);
      }
      queue.drainTo(batch, BATCH);
      if (!batch.isEmpty()) {
        batch.forEach(this::taken);
        writeForSure(batch);
        batch.clear();
      }
      tellLosses();
    }
  }

  private void taken(ServedAnswer answer) {
    textWaiting.addAndGet(-length(answer));
    try {
      listener.accept(answer);
    } catch (RuntimeException e) {
      // Whoever counts answers is no reason to write none.
      LOG.error("the listener of answers failed", e);
    }
  }

  /** Until the store has it, or closing has lasted too long. */
  private void writeForSure(List<ServedAnswer> batch) {
    long pause = PERIOD;
    List<ServedAnswer> left = batch;
    while (true) {
      try {
        int refused = rows.write(left);
        lost.add(refused);
        written.add(left.size() - refused);
        return;
      } catch (JdbiException | SQLException e) {
        LOG.warn("{} answers wait: the store does not take them ({})", left.size(), reason(e));
      } catch (RuntimeException e) {
        // This thread is the only one that writes: it outlives what no one foresaw in a text.
        LOG.error("{} answers are written without their texts", left.size(), e);
        long texts = left.stream().filter(answer -> answer.texts().isPresent()).count();
        if (texts == 0) {
          lost.add(left.size());
          return;
        }
        textsLost.add(texts);
        left = left.stream().map(ServedAnswer::withoutTexts).toList();
        continue;
      }
      if (closing && System.nanoTime() - closeBy >= 0) {
        lost.add(left.size());
        return;
      }
      tellLosses();
      LockSupport.parkNanos(closing ? PERIOD : pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
  }

  /** Without the values of the statement, which are a client's. */
  private static String reason(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }

  private void tellLosses() {
    long now = lost.sum() + textsLost.sum();
    if (now > toldLost && System.nanoTime() - toldAt >= MINUTE) {
      LOG.warn(
          "telemetry lost {} answers and the texts of {} since the start: the store is slower than"
              + " the gateway",
          lost.sum(),
          textsLost.sum());
      toldLost = now;
      toldAt = System.nanoTime();
    }
  }

  /** Takes no more, writes what waits, and gives up when that takes longer than its patience. */
  @Override
  public void close() {
    closeBy = System.nanoTime() + patience.toNanos();
    closing = true;
    LockSupport.unpark(writer);
    try {
      writer.join(patience.toMillis() + PERIOD_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    tellLosses();
  }
}
