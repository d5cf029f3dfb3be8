package ai.organized.flywheel.account.stape;

import ai.organized.flywheel.account.source.Source;
import java.util.List;
import java.util.Optional;

/** The server containers that Stape hosts for a client; keys and credentials are never read. */
public record StapeContainers(List<StapeContainer> containers) {

  /**
   * @param identifier Stape's own: {@code abcdefgh}
   * @param status as Stape words it: {@code Running}
   * @param domain the one that Stape gave it
   * @param domains the client's own; unknown on their own
   * @param serverContainerId the {@code GTM-…} it runs
   * @param powerUps that are on, by Stape's names: {@code cookie_keeper}, {@code geo_headers} …
   * @param warnings as Stape words them
   */
  public record StapeContainer(
      String identifier,
      String name,
      String status,
      Optional<String> zone,
      Optional<String> domain,
      Source<List<Domain>> domains,
      Optional<String> serverContainerId,
      List<String> powerUps,
      List<String> warnings) {

    StapeContainer with(Source<List<Domain>> itsDomains) {
      return new StapeContainer(
          identifier,
          name,
          status,
          zone,
          domain,
          itsDomains,
          serverContainerId,
          powerUps,
          warnings);
    }
  }

  /**
   * @param status as Stape words it: {@code Ready}
   */
  public record Domain(String name, String status) {}
}
