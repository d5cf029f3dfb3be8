package ai.organized.flywheel.planted;

import ai.organized.flywheel.fixtures.PlantedSecrets;
import ai.organized.flywheel.fixtures.PlantedSecrets.Planted;
import ai.organized.flywheel.fixtures.RandomCharacters;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Plants secrets of every kind in turn, each of them once, and remembers where. */
public final class Planter {
  /**
   * @param place for people: {@code gtm-container tag 3 notes}
   * @param reads how often it is read of its source; 0 where nobody asks for it
   */
  public record Spot(String place, Planted planted, int reads) {}

  private static final PlantedSecrets[] KINDS = PlantedSecrets.values();

  private final RandomCharacters random;
  private final List<Spot> spots = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private int texts;
  private int pairs;
  private int values;
  private int reads = 1;

  public Planter(long seed) {
    random = new RandomCharacters(seed);
  }

  /** All that was planted so far. */
  public List<Spot> spots() {
    return List.copyOf(spots);
  }

  /** How often all that is planted from now on is read. */
  void nowRead(int times) {
    reads = times;
  }

  /** How often secrets are read, by their labels, in places that begin like one of these. */
  public SortedMap<String, Integer> reads(String... places) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    spots.stream()
        .filter(spot -> spot.reads() > 0)
        .filter(spot -> Arrays.stream(places).anyMatch(spot.place()::startsWith))
        .forEach(spot -> counts.merge(spot.planted().kind().label(), spot.reads(), Integer::sum));
    return counts;
  }

  /** In a text, which holds it or its announcement in the middle of other words. */
  public String text(String place) {
    Planted planted = planted(place, texts++, each -> !each.text().isEmpty());
    return planted.text();
  }

  /** Behind what a text of this object says already. */
  public void behind(ObjectNode object, String field, String place) {
    String before = object.path(field).asText("");
    object.put(field, (before + " " + text(place + " " + field)).strip());
  }

  /** Under its own name, as in JSON and in Tag Manager's parameters. */
  public Planted pair(String place) {
    return planted(place, pairs++, each -> true);
  }

  /** A whole value that is known by its looks, whatever stands over it. */
  public String value(String place) {
    return planted(place, values++, Planter::showsItself).value();
  }

  /** Known by its looks also among other words and in code. */
  public String shaped(String place) {
    return planted(place, values++, each -> each.key().equals("note")).value();
  }

  /** Known by nothing but that it is a whole value which reads like no name. */
  public String unannounced(String place) {
    return planted(
            place,
            List.of(PlantedSecrets.values()).indexOf(PlantedSecrets.UNANNOUNCED),
            each -> true)
        .value();
  }

  /** Known by its looks, as long as a name may be, and nothing but letters and digits. */
  String letters(String place) {
    return planted(
            place,
            values++,
            each -> each.key().equals("note") && each.value().matches("[A-Za-z0-9]{20,90}"))
        .value();
  }

  /** A token that would make a valid id of a client. */
  String token(String place) {
    Planted planted = PlantedSecrets.HUBSPOT.planted(random);
    spots.add(new Spot(place, planted, reads));
    return planted.secret();
  }

  /** In place of what stands in this field. */
  public void instead(ObjectNode object, String field, String place) {
    object.put(field, value(place + " " + field));
  }

  /** Under its own name in an object. */
  public void into(ObjectNode object, String place) {
    Planted planted = pair(place);
    object.put(unused(object, planted.key()), planted.value());
  }

  /** One of Tag Manager's parameters. */
  public void parameter(ArrayNode parameters, String place) {
    Planted planted = pair(place);
    parameter(parameters, planted.key(), planted.value());
  }

  static void parameter(ArrayNode parameters, String key, String value) {
    parameters.addObject().put("type", "TEMPLATE").put("key", key).put("value", value);
  }

  private static boolean showsItself(Planted planted) {
    return planted.key().equals("note") || planted.key().equals("value");
  }

  private static String unused(ObjectNode object, String key) {
    String free = key;
    for (int i = 2; object.has(free); i++) {
      free = "n" + i + "_" + key;
    }
    return free;
  }

  /** The next kind that fits, with a secret that was never planted before. */
  private Planted planted(String place, int turn, Predicate<Planted> fits) {
    for (int i = turn; ; i++) {
      Planted planted = KINDS[i % KINDS.length].planted(random);
      if (fits.test(planted) && known.add(planted.secret())) {
        spots.add(new Spot(place, planted, reads));
        return planted;
      }
    }
  }
}
