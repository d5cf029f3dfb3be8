package ai.organized.flywheel.account.gtm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The made-up exports beside the tests, and exports from texts. */
final class Exports {
  private Exports() {}

  static byte[] bytes(String name) {
    try (InputStream in = Exports.class.getResourceAsStream("../" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static GtmContainer read(String name) {
    return new GtmExportReader().read(name, bytes(name)).container();
  }

  static GtmContainer read(String name, String json) {
    return export(name, json).container();
  }

  static GtmExport export(String name, String json) {
    return new GtmExportReader().read(name, json.getBytes(StandardCharsets.UTF_8));
  }

  static GtmContainer web() {
    return read("web-container.json");
  }
}
