package ai.organized.flywheel.account;

/**
 * Something in a client's accounts that looks wrong, found by comparing what the sources told.
 *
 * @param code for machines: {@code conversion_without_tag}
 * @param words for people, without figures that change every day
 */
public record Finding(String code, String words) {}
