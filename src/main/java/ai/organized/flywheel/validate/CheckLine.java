package ai.organized.flywheel.validate;

import static ai.organized.flywheel.validate.Severity.ERROR;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks one line by itself: its keys, then its messages, then what its answers give away. */
final class CheckLine {
  private final Provider.Rules rules;
  private final Shape shape;
  private final Findings findings;
  private final CheckMessages messages;

  CheckLine(Provider provider, Shape shape, Findings findings) {
    this.rules = provider.rules();
    this.shape = shape;
    this.findings = findings;
    this.messages = new CheckMessages(rules, findings);
  }

  /** False when the line is not of the file's shape, and nothing more was looked at. */
  boolean check(long line, ObjectNode fields) {
    for (String key : shape.keys().stream().sorted().toList()) {
      if (!fields.has(key)) {
        findings.error(
            line, "missing_key", "has no key \"" + key + "\"; a line is " + shape.words());
        return false;
      }
    }
    keys(line, fields, known());
    switch (shape) {
      case CHAT -> messages.conversation(line, fields.get("messages"));
      case PREFERENCE_OPENAI -> {
        JsonNode input = fields.get("input");
        if (input instanceof ObjectNode object) {
          keys(line, object, Set.of("messages", "tools", "parallel_tool_calls"));
        }
        messages.prompt(line, input.path("messages"));
        outputs(line, fields, "preferred_output", "non_preferred_output");
      }
      case PREFERENCE_TRL -> {
        messages.prompt(line, fields.get("prompt"));
        outputs(line, fields, "chosen", "rejected");
      }
    }
    leaks(line, fields);
    return true;
  }

  private void outputs(long line, ObjectNode fields, String better, String worse) {
    messages.output(line, fields.get(better), better);
    messages.output(line, fields.get(worse), worse);
    if (fields.get(better).equals(fields.get(worse))) {
      findings.error(line, "same_answers", "both answers of the pair are the same");
    }
  }

  private Set<String> known() {
    if (shape == Shape.CHAT) {
      return rules.lineKeys();
    }
    Set<String> known = new HashSet<>(shape.keys());
    if (shape == Shape.PREFERENCE_TRL) {
      known.add("tools");
    }
    return known;
  }

  private void keys(long line, ObjectNode fields, Set<String> known) {
    for (String key : (Iterable<String>) fields::fieldNames) {
      JsonNode value = fields.get(key);
      if (!known.contains(key)) {
        String what = rules.unknownKey() == ERROR ? "is unknown" : "is ignored";
        findings.add(
            new Finding(
                line,
                rules.unknownKey(),
                "unknown_key",
                "the key " + KeyName.of(key) + " " + what));
      } else if (!key.equals("messages")
          && (value.isNull() || (value.isContainerNode() && value.isEmpty()))) {
        findings.error(line, "empty_key", "the key " + KeyName.of(key) + " holds nothing");
      }
    }
  }

  /** In every turn of the assistant: all of them are learned. */
  private void leaks(long line, ObjectNode fields) {
    Sample sample = Sample.of(fields, shape);
    for (List<Sample.Message> turns : List.of(sample.prompt(), sample.answers())) {
      for (Sample.Message turn : turns) {
        if (turn.role().equals("assistant")) {
          LeakageMarkers.in(turn.text())
              .ifPresent(reason -> findings.error(line, "leakage", reason));
        }
      }
    }
  }
}
