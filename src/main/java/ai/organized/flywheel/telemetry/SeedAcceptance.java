package ai.organized.flywheel.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Acceptance of an edited JSON answer by seed 003's own formula: of the N values of the original,
 * those that are not touched, where a changed value weighs 1, an added key 1.5, a removed key 2 and
 * a value of another type 2.5; {@code (N − min(weight, N)) / N}.
 *
 * <p>As the seed has it: the order of a list does not count, items that are only added or only
 * removed do not count, and items that differ at the same place are one changed value.
 */
final class SeedAcceptance {
  private static final double CHANGED = 1.0;
  private static final double ADDED = 1.5;
  private static final double REMOVED = 2.0;
  private static final double OTHER_TYPE = 2.5;

  private SeedAcceptance() {}

  /** Empty for an original without values; the seed calls that 0, which reads as a rejection. */
  static OptionalDouble of(JsonNode original, JsonNode edited) {
    int values = values(original);
    return values == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((values - Math.min(weight(original, edited), values)) / values);
  }

  private static int values(JsonNode node) {
    if (!node.isContainerNode()) {
      return 1;
    }
    int values = 0;
    for (JsonNode child : node) {
      values += values(child);
    }
    return values;
  }

  private static double weight(JsonNode before, JsonNode after) {
    if (before.isObject() && after.isObject()) {
      return weightOfKeys(before, after);
    }
    if (before.isArray() && after.isArray()) {
      return weightOfItems(before, after);
    }
    if (before.getNodeType() != after.getNodeType()
        || before.isIntegralNumber() != after.isIntegralNumber()) {
      return OTHER_TYPE;
    }
    return before.equals(after) ? 0 : CHANGED;
  }

  private static double weightOfKeys(JsonNode before, JsonNode after) {
    double weight = 0;
    for (Map.Entry<String, JsonNode> field : before.properties()) {
      JsonNode other = after.get(field.getKey());
      weight += other == null ? REMOVED : weight(field.getValue(), other);
    }
    for (Map.Entry<String, JsonNode> field : after.properties()) {
      weight += before.has(field.getKey()) ? 0 : ADDED;
    }
    return weight;
  }

  private static double weightOfItems(JsonNode before, JsonNode after) {
    Map<JsonNode, Integer> gone = places(before);
    Map<JsonNode, Integer> come = places(after);
    Map<JsonNode, Integer> kept = new LinkedHashMap<>(gone);
    kept.keySet().retainAll(come.keySet());
    gone.keySet().removeAll(kept.keySet());
    come.keySet().removeAll(kept.keySet());
    Set<Integer> taken = Set.copyOf(come.values());
    return CHANGED * gone.values().stream().filter(taken::contains).count();
  }

  /** Each item once, with the place where it is first. */
  private static Map<JsonNode, Integer> places(JsonNode list) {
    Map<JsonNode, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < list.size(); i++) {
      places.putIfAbsent(list.get(i), i);
    }
    return places;
  }
}
