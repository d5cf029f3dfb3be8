package ai.organized.flywheel.experiment;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.experiment.drop.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.UUID;

/** Counts while a drop is read, and remembers what was refused. */
final class Tally {
  /** A drop that is wrong from end to end needs no longer list. */
  private static final int LISTED = 10_000;

  private final List<RecordRefusal> refusals = new ArrayList<>();
  private final List<UUID> conflicts = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Set<ClientId> clients = new TreeSet<>();
  private long lookedAt;
  private long refused;
  private long added;
  private long known;
  private long clamped;

  /** The record at this place, or null when it is refused. */
  Submitted read(Element element, ReadExperiment reader) {
    lookedAt++;
    if (element instanceof Element.Read read) {
      try {
        return reader.read(read.object());
      } catch (InvalidFieldException e) {
        refuse(read.line(), e.field(), e.reason() + at(read.place()));
      }
    } else if (element instanceof Element.Refused refused) {
      refuse(refused.line(), refused.field(), refused.reason());
    } else if (element instanceof Element.Unreadable unreadable) {
      refuse(unreadable.line(), "", unreadable.reason());
    } else if (element instanceof Element.BrokenOff broken) {
      refuse(broken.line(), "", broken.reason());
    }
    return null;
  }

  private static String at(String place) {
    return place.isEmpty() ? "" : " (" + place + ")";
  }

  void refuse(long line, String field, String reason) {
    refused++;
    if (refusals.size() < LISTED) {
      refusals.add(new RecordRefusal(line, field, reason));
    }
  }

  void warn(String warning) {
    warnings.add(warning);
  }

  void add(List<Submitted> batch, Saved saved) {
    added += saved.added();
    known += saved.known();
    conflicts.addAll(saved.conflicts());
    for (Submitted submitted : batch) {
      clamped += submitted.clamped() ? 1 : 0;
      clients.add(submitted.record().client());
    }
  }

  boolean savedSome() {
    return added + known + conflicts.size() > 0;
  }

  long lookedAt() {
    return lookedAt;
  }

  /**
   * @param redacted what was taken out of the records, by kind
   */
  ImportReport report(SortedMap<String, Integer> redacted) {
    if (clamped > 0) {
      warnings.add(clamped + " scores outside 0 to 1 were clamped");
    }
    return new ImportReport(
        lookedAt, added, known, conflicts, refused, refusals, redacted, warnings, clients);
  }
}
