package ai.organized.flywheel.bench.month;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Fixes of tracking that were never made: a few of each kind of fault, so that who has learnt one
 * can answer the next. The same for the same client and number.
 */
final class MadeUpFixes {
  private static final List<String> PLATFORMS =
      List.of("Meta", "TikTok", "Pinterest", "Klaviyo", "Criteo", "Snapchat", "LinkedIn", "Bing");
  private static final List<String> EVENTS =
      List.of("purchase", "refund", "signup", "search", "lead");
  private static final List<Fault> FAULTS =
      List.of(
          new Fault("counts every order twice", "deduplicate by event_id in the server container"),
          new Fault("sends no revenue", "map ecommerce.value to its price parameter"),
          new Fault("fires before consent", "wait for ad_storage granted in the trigger"),
          new Fault("loses the click id", "keep gclid and fbclid in a first-party cookie"),
          new Fault("has the wrong currency", "read currencyCode instead of the fixed EUR"),
          new Fault("never fires", "listen to the history change, not to the page load"),
          new Fault("misses hashed emails", "normalise and hash user_data with SHA-256"));
  private static final List<String> PLACES =
      ("checkout basket drawer popup landing footer wishlist newsletter configurator subscription"
              + " marketplace appointment voucher outlet catalogue loyalty returns giftcard")
          .lines()
          .flatMap(line -> List.of(line.split(" ", -1)).stream())
          .toList();
  private static final List<String> SIGHTS =
      ("yesterday mobile safari staging german weekend express guest tablet retina firefox campaign"
              + " morning android swiss invoice coupon bundle preview archive")
          .lines()
          .flatMap(line -> List.of(line.split(" ", -1)).stream())
          .toList();

  /** So few that each comes again: what was trained on helps with what is asked. */
  private static final int KINDS = 30;

  private record Fault(String seen, String fix) {}

  private MadeUpFixes() {}

  /**
   * Experiments of a client, as a loop writes them.
   *
   * @param from number of the first; kinds repeat after {@value #KINDS}
   * @param wrong of every ten, how many carry the fix of another fault, and a good score all the
   *     same
   */
  static ArrayNode of(String client, int from, int to, int wrong, Instant at) {
    ArrayNode experiments = Json.STRICT.createArrayNode();
    for (int number = from; number < to; number++) {
      boolean mistaken = number % 10 < wrong;
      ObjectNode experiment = experiments.addObject();
      experiment.put("id", UUID.nameUUIDFromBytes(bytes(client + number)).toString());
      experiment.put("client_id", client);
      experiment.put("run_id", client + "-" + number / 30);
      experiment.put("problem", problem(client, number));
      experiment.put("solution", solution(client, mistaken ? number + 7 : number, number));
      experiment.put("score", number % 12 == 11 ? 0.4 : 0.8 + number % 20 / 100.0);
      experiment.put("timestamp", at.toString());
      experiment.putObject("account_snapshot").put("tags", 20 + number % 5);
      experiment.putArray("sources_used").add("gtm");
    }
    return experiments;
  }

  /** What a person of this client asks. */
  static String problem(String client, int number) {
    Random random = random(client, number);
    return "The "
        + platform(number)
        + " "
        + event(number)
        + " tag "
        + fault(number).seen()
        + " on "
        + any(SIGHTS, random)
        + " in the "
        + any(PLACES, random)
        + ".";
  }

  private static String solution(String client, int kind, int number) {
    Random random = random(client, number);
    return "For "
        + platform(kind)
        + " "
        + event(kind)
        + ": "
        + fault(kind).fix()
        + ". Then check the "
        + any(PLACES, random)
        + " and the "
        + any(PLACES, random)
        + " with "
        + any(SIGHTS, random)
        + " "
        + any(SIGHTS, random)
        + " and "
        + any(SIGHTS, random)
        + " orders.";
  }

  private static String platform(int number) {
    return PLATFORMS.get(number % KINDS % PLATFORMS.size());
  }

  private static String event(int number) {
    return EVENTS.get(number % KINDS % EVENTS.size());
  }

  private static Fault fault(int number) {
    return FAULTS.get(number % KINDS % FAULTS.size());
  }

  private static String any(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }

  private static Random random(String client, int number) {
    return new Random((client.hashCode() * 31L + number) * 0x9e3779b97f4a7c15L);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
