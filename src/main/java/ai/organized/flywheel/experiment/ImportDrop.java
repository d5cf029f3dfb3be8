package ai.organized.flywheel.experiment;

import ai.organized.flywheel.experiment.drop.Drop;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.redact.Redactions;
import ai.organized.flywheel.storage.Inbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file dropped into the inbox: its good records are saved, its bad ones are listed beside it, and
 * it moves out of the inbox. Killed before the move, it is read again and adds nothing twice.
 */
public final class ImportDrop {
  private static final Logger LOG = LoggerFactory.getLogger(ImportDrop.class);

  private final ImportExperiments importExperiments;

  public ImportDrop(ImportExperiments importExperiments) {
    this.importExperiments = importExperiments;
  }

  /** Saves what is good; the file stays where it is. */
  public ImportReport read(Path file) {
    ImportReport report = report(file);
    String name = new Redactions().clean(file.getFileName().toString());
    report.warnings().forEach(warning -> LOG.warn("{}: {}", name, warning));
    LOG.info(
        "{}: {} new experiments, {} known, {} refused, redacted {}",
        name,
        report.added(),
        report.known(),
        report.refused() + report.conflicts().size(),
        report.redacted());
    return report;
  }

  /**
   * Moves the file out of the inbox; last, so that whatever comes before is done again if need be.
   */
  public void putAway(Path file, ImportReport report) {
    List<String> reasons = reasons(report);
    if (reasons.isEmpty()) {
      Inbox.done(file);
    } else if (report.acceptedSome()) {
      Inbox.doneInPart(file, reasons);
    } else {
      Inbox.refuse(file, reasons);
    }
    putAwayWhatSqliteLeft(file);
  }

  /** A log that stayed behind would be taken for the one of the next file of that name. */
  private static void putAwayWhatSqliteLeft(Path file) {
    for (String ending : List.of("-wal", "-shm", "-journal")) {
      Path beside = file.resolveSibling(file.getFileName() + ending);
      if (Files.exists(beside)) {
        Inbox.done(beside);
      }
    }
  }

  private ImportReport report(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return importExperiments.from(Drop.file(file, in), ImportOptions.DEFAULT);
    } catch (RefusedException e) {
      if (e.code().equals("client_config")) {
        throw e; // not the file's fault: it waits in the inbox
      }
      return new ImportReport(
          0,
          0,
          0,
          List.of(),
          1,
          List.of(new RecordRefusal(1, "", e.getMessage())),
          Collections.emptySortedMap(),
          List.of(),
          Set.of());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static List<String> reasons(ImportReport report) {
    List<String> reasons = new ArrayList<>();
    report.refusals().forEach(refusal -> reasons.add(refusal.toString()));
    if (report.refused() > report.refusals().size()) {
      reasons.add("… and " + (report.refused() - report.refusals().size()) + " more");
    }
    report
        .conflicts()
        .forEach(
            id -> reasons.add("id " + id + " is known with other content; the first was kept"));
    return reasons;
  }
}
