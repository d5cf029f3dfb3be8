package ai.organized.flywheel.bench.month;

import ai.organized.flywheel.audit.Action;
import ai.organized.flywheel.audit.AuditEntry;
import ai.organized.flywheel.bench.month.MonthBench.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The audit log as it is told: why nothing is trained is said once, until the reason changes. */
final class Story {
  private Story() {}

  static List<Line> of(List<AuditEntry> log) {
    List<Line> lines = new ArrayList<>();
    Map<String, String> lastReason = new HashMap<>();
    for (AuditEntry entry : log) {
      String client = entry.client().map(Object::toString).orElse("");
      boolean quiet = entry.action().equals(Action.NOT_TRAINING.word());
      if (!quiet || !entry.detail().equals(lastReason.put(client, entry.detail()))) {
        lines.add(line(entry, client, entry.version()));
      }
    }
    return lines;
  }

  private static Line line(AuditEntry entry, String client, Optional<Integer> version) {
    return new Line(entry.at(), client, version.orElse(null), entry.action(), entry.detail());
  }
}
