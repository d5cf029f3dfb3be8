package ai.organized.flywheel.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All findings of a file: counted in full, listed up to {@value #LISTED} of a kind. */
final class Findings {
  static final int LISTED = 20;

  private final Map<String, Kind> kinds = new LinkedHashMap<>();

  /** Findings of one severity and code. */
  private static final class Kind {
    private final List<Finding> first = new ArrayList<>();
    private long count;
  }

  void error(long line, String code, String message) {
    add(new Finding(line, Severity.ERROR, code, message));
  }

  void warning(long line, String code, String message) {
    add(new Finding(line, Severity.WARNING, code, message));
  }

  void add(Finding finding) {
    Kind kind =
        kinds.computeIfAbsent(finding.severity() + " " + finding.code(), name -> new Kind());
    kind.count++;
    if (kind.first.size() < LISTED) {
      kind.first.add(finding);
    }
  }

  long count(Severity severity) {
    return groups().stream()
        .filter(group -> group.severity() == severity)
        .mapToLong(FindingGroup::count)
        .sum();
  }

  /** Errors before warnings, else in the order in which they were met. */
  List<FindingGroup> groups() {
    List<FindingGroup> groups = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      for (Kind kind : kinds.values()) {
        Finding one = kind.first.get(0);
        if (one.severity() == severity) {
          groups.add(new FindingGroup(severity, one.code(), kind.count, List.copyOf(kind.first)));
        }
      }
    }
    return groups;
  }
}
