package ai.organized.flywheel.redact.personal;

import java.util.SortedMap;

/**
 * A text without personal data.
 *
 * @param counts how many values were replaced, by kind: {@code card}, {@code email}, {@code iban},
 *     {@code ip}, {@code name}, {@code phone}, or the label of a token
 */
public record Redacted(String text, SortedMap<String, Integer> counts) {}
