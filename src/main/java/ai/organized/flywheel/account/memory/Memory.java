package ai.organized.flywheel.account.memory;

import ai.organized.flywheel.account.source.Source;
import java.util.List;
import java.util.Optional;

/**
 * What claude-mem remembers of a client's project: fixes, decisions and patterns, newest first.
 *
 * @param project claude-mem's name of it
 * @param fixes up to 50
 * @param learned what sessions noted as learned, up to 20; unknown on its own
 */
public record Memory(String project, List<Fix> fixes, Source<List<String>> learned) {

  /**
   * @param day ISO-8601 date, UTC; empty when the row has no time
   * @param type {@code bugfix}, {@code decision} …
   * @param title up to 200 characters, cleaned of secrets
   * @param text up to 500 characters, cleaned of secrets
   * @param concepts {@code problem-solution}, {@code gotcha} …
   */
  public record Fix(
      Optional<String> day,
      String type,
      String title,
      Optional<String> text,
      List<String> concepts) {}
}
