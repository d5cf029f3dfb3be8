package ai.organized.flywheel.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindFlawTest {
  private static void assertFlaw(String text, Flaw flaw) {
    assertThat(FindFlaw.in(text, false, false)).as(text).contains(flaw);
  }

  private static void assertSound(String text) {
    assertThat(FindFlaw.in(text, false, false)).as(text).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n", "…", "!!!!!!!!!!!!!!!!!!!!", "\u200b", "**"})
  void anAnswerWithoutAWordIsEmpty(String text) {
    assertFlaw(text, Flaw.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Set the trigger to once per page.<|eot_id|>",
        "Use a History Change trigger.<|im_end|>\nUse a History",
        "Deduplicate by event_id.</s>",
        "Deduplicate by event_id. </s>\n</s>",
        "Pause GT-12.<|endoftext|>Question: what is",
        "Pause GT-12.<end_of_turn>",
        "Pause GT-12.<|end|>",
        "<s> Pause GT-12.",
        "<s> Pause GT-12.</s>",
        "Pause GT-12.<｜end▁of▁sentence｜>"
      })
  void aTokenThatEndsATurnIsNoText(String text) {
    assertFlaw(text, Flaw.STOP_TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ .System }}\nYou know tags.",
        "{{- if .System }}<|system|>",
        "{{.Prompt}} Use requestSubmit().",
        "{{ range .Messages }}",
        "{{ $last := 1 }}",
        "{% for message in messages %}",
        "<|start_header_id|>assistant<|end_header_id|>\n\nUse requestSubmit().",
        "[INST] Why is it counted twice? [/INST] Because",
        "<<SYS>>You know tags.<</SYS>>",
        "<start_of_turn>model\nUse requestSubmit().",
        "<|im_start|>user",
        "Use requestSubmit().\n### Instruction:\nWhy?"
      })
  void aPieceOfATemplateIsNoAnswer(String text) {
    assertFlaw(text, Flaw.TEMPLATE);
  }

  static Stream<String> endless() {
    return Stream.of(
        "Check the tag. " + "the ".repeat(200),
        "Check the trigger of the tag and publish the container. ".repeat(9),
        "Change the trigger:\n"
            + "- Check the trigger of the tag, then publish.\n".repeat(12)
            + "- Ch",
        "Use requestSubmit(). " + "a".repeat(400),
        "hahaha".repeat(60),
        "First the cause. "
            + "The consent banner sends its update after the page view, so the tag misses it. "
                .repeat(5)
            + "So it is.",
        steps(30));
  }

  /** A model that counts while it repeats itself. */
  private static String steps(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      text.append(i).append(". Check the trigger of the tag again.\n");
    }
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("endless")
  void theSameOverAndOverIsEndless(String text) {
    assertFlaw(text, Flaw.REPETITION);
  }

  @Test
  void threeTimesAreEnoughWhereTheTextWasCutOff() {
    String paragraph =
        "The consent banner sends its update after the page view, so the tag misses it; let the"
            + " update come first and give the tag a trigger of its own. ";

    assertThat(FindFlaw.in(paragraph.repeat(3), false, true)).contains(Flaw.REPETITION);
    assertThat(FindFlaw.in(paragraph.repeat(3), false, false)).isEmpty();
    assertThat(FindFlaw.in(paragraph, false, true)).contains(Flaw.CUT_OFF);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I cannot help with that request.",
        "I can't assist with this.",
        "I can’t provide instructions for that.",
        "I'm sorry, but I can't help with that.",
        "I am very sorry. I cannot comply with this request.",
        "Sorry, but I am unable to assist.",
        "Unfortunately, I cannot answer this question.",
        "As an AI language model, I do not have access to your account.",
        "I'm just an AI, so I cannot see your container.",
        "Es tut mir leid, aber dabei kann ich nicht helfen.",
        "Leider kann ich diese Frage nicht beantworten.",
        "Ich kann dir dabei leider nicht helfen.",
        "Je suis désolé, mais je ne peux pas vous aider.",
        "Lo siento, pero no puedo ayudar con eso."
      })
  void whoSaysThatItWillNotHelpDeclines(String text) {
    assertFlaw(text, Flaw.DECLINED);
  }

  @Test
  void aRefusalBesideTheTextDeclinesWhateverTheTextSays() {
    assertThat(FindFlaw.in("", true, false)).contains(Flaw.DECLINED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "assistant\n\nUse requestSubmit().",
        "assistant: Use requestSubmit().",
        "{\"role\": \"assistant\", \"content\": \"Use requestSubmit().\"}",
        "Use requestSubmit().\nHuman: and on iOS?\nAssistant: the same.",
        "<think>The user asks about forms.</think>Use requestSubmit()."
      })
  void anotherTurnOrThoughtsAreNotTheAnswer(String text) {
    assertFlaw(text, Flaw.FORMAT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I cannot reproduce the double count, but the trigger fires on both page views: use once per"
            + " page.",
        "I can't see a consent update in the data layer; send it before the page view.",
        "Sorry state of the trigger: it fires on every click. Limit it to form#lead.",
        "Set the Conversion Value to {{DLV - ecommerce.value}} and the ID to {{Page URL}}.",
        "Print {{ checkout.order_id }} and wrap it in {% if first_time_accessed %} … {% endif %}.",
        "The price is printed as <s>99</s> <b>79</b>; read the last number.",
        "Remove the markup <s>old price</s>\nThen read the value again.",
        "User-ID: set user_id in the config tag, and leave it out for guests.",
        "System settings of the container do not matter here.",
        "| tag | trigger |\n|-----------------------------------------------------------------------|---|\n"
            + "| GT-1 | click |",
        "Before\n"
            + "================================================================================"
            + "================================================================================"
            + "================================================================================\nafter",
        "- GT-1: fire on page view\n- GT-2: fire on page view\n- GT-3: fire on page view\n- GT-4: fire"
            + " on page view\n- GT-5: fire on page view",
        "ja, ja, ja: und dann noch einmal"
      })
  void whatFixesReallyHoldIsSound(String text) {
    assertSound(text);
  }

  static Stream<Path> samples() {
    return Stream.of(
        Path.of("data/samples/hre/experiments.json"),
        Path.of("data/samples/teleios/experiments.json"),
        Path.of("data/samples/rtt/experiments.jsonl"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void noSolutionOfTheSamplesIsFlawed(Path file) throws IOException {
    List<String> solutions = new ArrayList<>();
    String text = Files.readString(file);
    if (file.toString().endsWith(".jsonl")) {
      text.lines().forEach(line -> solutions.add(Json.parse(line).path("solution").asText()));
    } else {
      for (JsonNode record : Json.parse(text)) {
        solutions.add(record.path("solution").asText());
      }
    }

    assertThat(solutions).hasSizeGreaterThan(15).allSatisfy(FindFlawTest::assertSound);
  }

  @ParameterizedTest
  @CsvSource({"STOP_TOKEN, stop-token, true", "CUT_OFF, cut-off, false", "EMPTY, empty, true"})
  void aFlawIsOneWordInTables(Flaw flaw, String word, boolean broken) {
    assertThat(flaw.word()).isEqualTo(word);
    assertThat(Flaw.of(word)).isEqualTo(flaw);
    assertThat(flaw.isBroken()).isEqualTo(broken);
  }
}
