package ai.organized.flywheel.redact.personal;

/**
 * A value that goes.
 *
 * @param before how many characters, already passed over, belong to it: the plus of a telephone
 *     number
 * @param end where it ends in the text
 * @param normalForm the same for all spellings
 */
record Found(String kind, int before, int end, String normalForm) {}
