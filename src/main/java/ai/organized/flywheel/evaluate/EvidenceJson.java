package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.evaluate.EvaluationResult.Judged;
import ai.organized.flywheel.evaluate.EvaluationResult.Scored;
import ai.organized.flywheel.evaluate.Scorecard.Effort;
import ai.organized.flywheel.evaluate.paired.PairedTest;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Evidence as it stands in {@code evaluations.evidence}: what is unknown has no key. */
public final class EvidenceJson {
  private EvidenceJson() {}

  public static ObjectNode of(Evidence evidence) {
    ObjectNode json = Json.STRICT.createObjectNode();
    json.put("rule_passed", evidence.rulePassed());
    evidence.champion().ifPresent(test -> json.set("champion", test(test)));
    evidence.baseline().ifPresent(test -> json.set("baseline", test(test)));
    evidence.baselineUnknown().ifPresent(why -> json.put("baseline_unknown", why));
    if (!evidence.broken().isEmpty()) {
      evidence.broken().forEach(json.putArray("broken_answers")::add);
    }
    evidence.judged().ifPresent(judged -> json.set("judge", judge(judged)));
    evidence.cards().ifPresent(cards -> json.set("effort", efforts(cards)));
    return json;
  }

  private static ObjectNode test(PairedTest test) {
    ObjectNode json = Json.STRICT.createObjectNode();
    json.put("questions", test.questions());
    json.put("samples", test.samples());
    json.put("better", test.better());
    json.put("worse", test.worse());
    json.put("delta", test.delta());
    json.put("low", test.low());
    json.put("high", test.high());
    json.put("p_worse", test.pWorse());
    json.put("p_either", test.pEither());
    json.put("luck", test.luck());
    test.smallestEffect().ifPresent(effect -> json.put("smallest_effect", effect));
    json.put("rule_passed", test.rulePassed());
    json.put("standing", test.standing().name().toLowerCase(Locale.ROOT));
    test.decidingQuestions().ifPresent(many -> json.put("deciding_questions", many));
    return json;
  }

  private static ObjectNode judge(Judged judged) {
    ObjectNode json = Json.STRICT.createObjectNode();
    json.put("judge", judged.judge());
    json.put("against", judged.against().word());
    if (judged.unknown().isPresent()) {
      return json.put("unknown", judged.unknown().get());
    }
    return json.put("wins", judged.wins())
        .put("losses", judged.losses())
        .put("ties", judged.ties());
  }

  private static ObjectNode efforts(Scored cards) {
    ObjectNode json = Json.STRICT.createObjectNode();
    json.set("candidate", effort(cards.candidate().effort()));
    cards.rival().ifPresent(card -> json.set("champion", effort(card.effort())));
    cards.baseline().ifPresent(card -> json.set("baseline", effort(card.effort())));
    return json;
  }

  private static ObjectNode effort(Effort effort) {
    ObjectNode json = Json.STRICT.createObjectNode();
    json.put("p50_millis", effort.p50Millis());
    json.put("p95_millis", effort.p95Millis());
    json.put("prompt_tokens", effort.promptTokens());
    json.put("completion_tokens", effort.completionTokens());
    json.put("usd", effort.usd());
    json.properties().removeIf(entry -> entry.getValue().isNull());
    return json;
  }
}
