package ai.organized.flywheel.evaluate;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks for what is wrong with an answer without knowing the right one.
 *
 * <p>What client texts really hold must pass: GTM's {@code {{Page URL}}}, Liquid's {@code {{ order
 * }}} and {@code {% if %}}, HTML's {@code <s>…</s>}, long rows of dashes.
 */
final class FindFlaw {
  /** Chat templates of Llama 2 to 4, ChatML, Gemma, Phi, DeepSeek, and Ollama's own (Go). */
  private static final Pattern TEMPLATE =
      Pattern.compile(
          "<\\|(?:start_header_id|end_header_id|im_start|begin_of_text|header_start|header_end"
              + "|system|user|assistant|channel|message|start)\\|>"
              + "|\\[/?INST]|<</?SYS>>|<start_of_turn>|<\\|?｜(?:User|Assistant)｜\\|?>"
              + "|\\{\\{-?\\s*(?:(?:if|range|with|not|eq)\\s+)*[.$]"
              + "|\\{%-?\\s*for message in |\\{\\{-?\\s*(?:bos_token|eos_token|message\\[|messages\\[)"
              + "|^### (?:Instruction|Input|Response):",
          Pattern.MULTILINE);

  /** {@code </s>} ends a turn only where the text ends or a line does: HTML has it too. */
  private static final Pattern STOP_TOKEN =
      Pattern.compile(
          "<\\|(?:eot_id|eom_id|im_end|im_sep|endoftext|end_of_text|end|eot|return|call|end_of_turn"
              + "|endofprompt|end_of_sentence)\\|>"
              + "|<end_of_turn>|<eos>|<\\|?｜end▁of▁sentence｜\\|?>"
              + "|(?<!<s>[^<]{0,200})</s>[ \\t]*$|\\A\\s*<s>(?![^<\\n]*</s>)|\\A\\s*<s>[^<]*</s>\\s*\\z",
          Pattern.MULTILINE);

  private static final Pattern FORMAT =
      Pattern.compile(
          "\\A\\s*(?:assistant|system|user)\\s*(?::|\\R)"
              + "|\\A\\s*\\{\\s*\"(?:role|messages|content)\"\\s*:"
              + "|^(?:Human|Assistant|USER|ASSISTANT):"
              + "|</?think>",
          Pattern.MULTILINE);

  private static final String CANNOT =
      "(?:can(?:no|['’]|\\s+no)?t|am (?:not able|unable|not allowed) to|won['’]?t|will not)";

  /** At its beginning, and about helping: "I cannot reproduce this" is the start of a solution. */
  private static final Pattern DECLINED =
      Pattern.compile(
          "\\A\\W*(?:(?:i['’]?m|i am)\\s+(?:(?:very|so|really)\\s+)?sorry\\b.{0,40}?\\s|sorry,?\\s+(?:but\\s+)?"
              + "|unfortunately,?\\s+|apologies,?\\s+(?:but\\s+)?)?i\\s+"
              + CANNOT
              + "\\s+(?:\\w+ly\\s+)?(?:help|assist|comply|answer|fulfil|provide|discuss|engage|continue|do that|support)"
              + "|\\A\\W*(?:as|i am|i['’]m)(?: just| only)? an? (?:ai|artificial intelligence|language model)"
              + "|\\A\\W*(?:es tut mir leid|tut mir leid|leider)\\b.{0,40}\\bkann ich\\b.{0,60}\\b(?:helfen|beantworten|unterstützen)"
              + "|\\A\\W*(?:es tut mir leid.{0,20})?ich kann\\b.{0,40}\\bnicht (?:helfen|beantworten|weiterhelfen)"
              + "|\\A\\W*(?:je suis désolée?,?.{0,20})?je ne (?:peux|suis) pas\\b.{0,30}\\b(?:aider|répondre|fournir|mesure)"
              + "|\\A\\W*(?:lo siento,?.{0,20})?no puedo (?:ayudar|responder|proporcionar)"
              + "|\\A\\W*(?:mi dispiace,?.{0,20})?non posso (?:aiutar|rispondere|fornire)"
              + "|\\A\\W*(?:sinto muito,?.{0,20}|desculpe,?.{0,20})não posso (?:ajudar|responder)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

  private FindFlaw() {}

  /**
   * @param declined the model said so itself, beside the text
   * @param cutOff the text ends because it may not be longer
   */
  static Optional<Flaw> in(String text, boolean declined, boolean cutOff) {
    if (declined) {
      return Optional.of(Flaw.DECLINED);
    }
    if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
      return Optional.of(Flaw.EMPTY);
    }
    if (TEMPLATE.matcher(text).find()) {
      return Optional.of(Flaw.TEMPLATE);
    }
    if (STOP_TOKEN.matcher(text).find()) {
      return Optional.of(Flaw.STOP_TOKEN);
    }
    if (Repetition.isIn(text, cutOff)) {
      return Optional.of(Flaw.REPETITION);
    }
    if (DECLINED.matcher(text).find()) {
      return Optional.of(Flaw.DECLINED);
    }
    if (FORMAT.matcher(text).find()) {
      return Optional.of(Flaw.FORMAT);
    }
    return cutOff ? Optional.of(Flaw.CUT_OFF) : Optional.empty();
  }
}
