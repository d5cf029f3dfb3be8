package ai.organized.flywheel.account;

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
    return new GtmExportReader().read(name, bytes(name));
  }

  static GtmContainer read(String name, String json) {
    return new GtmExportReader().read(name, json.getBytes(StandardCharsets.UTF_8));
  }

  static GtmContainer web() {
    return read("web-container.json");
  }

  static AccountSources known(GtmContainer container) {
    return AccountSources.of(new Source.Known<>(container));
  }

  /** With so many of everything, named with the given words. */
  static GtmContainer large(int size, String words) {
    List<String> names = IntStream.range(0, size).mapToObj(i -> words + " " + i).toList();
    return new GtmContainer(
        Optional.of("GTM-LARGE12"),
        GtmContainer.Side.WEB,
        Optional.of("12"),
        names.stream().map(name -> new GtmContainer.Tag(name, "html", false)).toList(),
        names.stream().map(name -> new GtmContainer.Trigger(name, "PAGEVIEW")).toList(),
        names.stream().map(name -> new GtmContainer.Variable(name, "v")).toList(),
        List.of(),
        List.of(),
        List.of(),
        names,
        List.of(),
        names);
  }
}
