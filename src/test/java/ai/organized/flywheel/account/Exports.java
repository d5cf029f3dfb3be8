package ai.organized.flywheel.account;

import ai.organized.flywheel.account.gtm.DraftChanges;
import ai.organized.flywheel.account.gtm.GtmContainer;
import ai.organized.flywheel.account.gtm.GtmExportReader;
import ai.organized.flywheel.account.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Made-up exports beside the tests, and containers of any size. */
final class Exports {
  private Exports() {}

  static byte[] bytes(String name) {
    try (InputStream in = Exports.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static GtmContainer read(String name) {
    return new GtmExportReader().read(name, bytes(name)).container();
  }

  static GtmContainer read(String name, String json) {
    return new GtmExportReader().read(name, json.getBytes(StandardCharsets.UTF_8)).container();
  }

  static GtmContainer web() {
    return read("web-container.json");
  }

  /** Tag Manager alone is known. */
  static AccountSources known(GtmContainer container) {
    Source<DraftChanges> draft = new Source.Unknown<>("only the published version is known");
    return AccountSources.unknown("not collected yet")
        .or(
            new AccountSources(
                new Source.Known<>(new ContainerState(container, draft)),
                new Source.Unknown<>(""),
                new Source.Unknown<>(""),
                new Source.Unknown<>(""),
                new Source.Unknown<>(""),
                new Source.Unknown<>("")));
  }

  /** With so many of everything, named with the given words. */
  static GtmContainer large(int size, String words) {
    List<String> names = IntStream.range(0, size).mapToObj(i -> words + " " + i).toList();
    return new GtmContainer(
        Optional.of("GTM-LARGE12"),
        Optional.empty(),
        GtmContainer.Side.WEB,
        Optional.of("12"),
        new GtmContainer.Counts(size, size, size, 0, 0, 0, 0, 0, 0),
        names.stream().map(name -> tag(name, "html")).toList(),
        names.stream()
            .map(name -> new GtmContainer.Trigger(name, "PAGEVIEW", List.of(), Optional.empty()))
            .toList(),
        names.stream().map(name -> new GtmContainer.Variable(name, "v", Optional.empty())).toList(),
        List.of(),
        List.of(),
        List.of(),
        names.stream().map(name -> new GtmContainer.Event(name, List.of())).toList(),
        List.of(),
        names,
        List.of(),
        List.of(),
        List.of());
  }

  static GtmContainer.Tag tag(String name, String type) {
    return new GtmContainer.Tag(
        name,
        type,
        Optional.empty(),
        List.of("All Pages"),
        List.of(),
        false,
        GtmContainer.Consent.NOT_SET,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }
}
