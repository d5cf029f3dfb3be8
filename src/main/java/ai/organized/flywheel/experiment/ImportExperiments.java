package ai.organized.flywheel.experiment;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.experiment.drop.Drop;
import ai.organized.flywheel.experiment.drop.DropReader;
import ai.organized.flywheel.experiment.drop.Element;
import ai.organized.flywheel.experiment.drop.Elements;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.redact.Redactions;
import ai.organized.flywheel.redact.personal.RedactPersonal;
import ai.organized.flywheel.redact.personal.RedactionKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * The one way in for experiments: a drop becomes rows and a report.
 *
 * <p>The first {@value #WINDOW} records (or as many as fill {@value #WINDOW_BYTES} bytes) are held
 * back until their scores have told the scale, so that a percent batch is refused before its first
 * row; after that, batches of {@value #BATCH} are saved as they come. Killed anywhere, the same
 * drop can be sent again.
 */
public final class ImportExperiments {
  static final int WINDOW = 10_000;
  static final long WINDOW_BYTES = 16 << 20;
  static final int BATCH = 1_000;

  private final ExperimentStore store;
  private final Clients clients;
  private final Function<ClientId, Redactions> redactionsOf;

  /**
   * E-mail addresses become the placeholders of their client, so that one person is one person; all
   * else that is personal is taken out where a dataset is built.
   */
  public ImportExperiments(ExperimentStore store, Clients clients, RedactionKeys keys) {
    this.store = store;
    this.clients = clients;
    this.redactionsOf = client -> emailsOf(client, keys);
  }

  private static Redactions emailsOf(ClientId client, RedactionKeys keys) {
    byte[] key = keys.of(client.value());
    RedactPersonal personal = new RedactPersonal(key, client.value(), List.of(), List.of());
    return new Redactions(personal::replaceEmails);
  }

  public ImportReport from(Drop drop, ImportOptions options) {
    return from(drop, options, read -> {});
  }

  /**
   * @param progress told how many records were looked at, after each batch
   * @throws RefusedException when the whole drop is refused: empty, or a percent batch
   */
  public ImportReport from(Drop drop, ImportOptions options, LongConsumer progress) {
    try (Elements elements = elements(drop)) {
      return from(elements, options, progress);
    }
  }

  private ImportReport from(Elements elements, ImportOptions options, LongConsumer progress) {
    ReadExperiment reader =
        new ReadExperiment(clients.names(), options.client(), options.scale(), redactionsOf);
    Tally tally = new Tally();
    ScoreScale scores = new ScoreScale();
    List<Submitted> waiting = new ArrayList<>();
    long waitingBytes = 0;
    while (elements.hasNext()) {
      Element element = elements.next();
      Submitted submitted = tally.read(element, reader);
      if (submitted == null) {
        continue;
      }
      if (options.scale() == Scale.UNIT && isPercentTooLate(scores, tally, submitted)) {
        tally.refuse(element.line(), "score", "looks like percent among scores from 0 to 1");
        continue;
      }
      scores.add(submitted.rawScore());
      waiting.add(submitted);
      waitingBytes += element.bytes();
      if (waiting.size() >= (tally.savedSome() ? BATCH : WINDOW) || waitingBytes >= WINDOW_BYTES) {
        flush(waiting, scores, options, tally);
        waitingBytes = 0;
        progress.accept(tally.lookedAt());
      }
    }
    flush(waiting, scores, options, tally);
    progress.accept(tally.lookedAt());
    if (options.scale() == Scale.UNIT && scores.isPassOrFail()) {
      tally.warn("every score is 0 or 1: is this pass and fail rather than a quality from 0 to 1?");
    }
    elements.notes().forEach(tally::warn);
    return tally.report(reader.redacted());
  }

  /** Once rows are saved the scale is settled; a later percentage is one bad record. */
  private static boolean isPercentTooLate(ScoreScale scores, Tally tally, Submitted submitted) {
    return tally.savedSome() && !scores.looksLikePercent() && submitted.rawScore() > 2;
  }

  private void flush(
      List<Submitted> waiting, ScoreScale scores, ImportOptions options, Tally tally) {
    if (options.scale() == Scale.UNIT && !tally.savedSome()) {
      scores.refusePercent();
    }
    for (int from = 0; from < waiting.size(); from += BATCH) {
      List<Submitted> batch = waiting.subList(from, Math.min(waiting.size(), from + BATCH));
      tally.add(batch, store.saveBatch(batch));
    }
    waiting.clear();
  }

  private static Elements elements(Drop drop) {
    try {
      return DropReader.elements(drop);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the drop", e);
    }
  }
}
