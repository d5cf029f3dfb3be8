package ai.organized.flywheel.redact.personal;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Clients with a made-up key, names and ids. */
final class Clients {
  static final List<String> NAMES =
      List.of("Jane Doe", "Jane", "Café Zoë", "O'Brien & Sons", "田中", "Musterstraße 12");
  static final List<String> IDS =
      List.of("act_645790768357540", "4111111111111111", "415-555-0143", "GTM-HRE0001");

  private Clients() {}

  static byte[] key() {
    return "made-up key of no client at all!".getBytes(StandardCharsets.UTF_8);
  }

  static RedactPersonal redactOf(String client) {
    return new RedactPersonal(key(), client, NAMES, IDS);
  }
}
