package ai.organized.flywheel.remote.openai;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import com.fasterxml.jackson.databind.JsonNode;

/** Names that came from outside, before they become part of an address or of a table. */
public final class ProviderIds {
  private ProviderIds() {}

  public static boolean isId(String text) {
    return text.matches("[A-Za-z0-9_-]{1,128}");
  }

  /** The field {@code id} of a file or a job; nothing but what an id is made of may pass. */
  public static String id(JsonNode object) {
    String id = object.path("id").asText("");
    if (!isId(id)) {
      throw new RefusedException(
          "provider_refused",
          "the provider answered with an id that is none; is its address right? Look at"
              + " OPENAI_BASE_URL or TOGETHER_BASE_URL, then: flywheel fine-tune submit");
    }
    return id;
  }

  /**
   * The same of what was just created and may cost money: it may be there although its id cannot be
   * read.
   *
   * @throws UnavailableException so that it is looked for, and not created once more
   */
  public static String created(JsonNode object) {
    try {
      return id(object);
    } catch (RefusedException e) {
      throw new UnavailableException(e.getMessage(), null, e);
    }
  }

  /** The name of a model, which is longer and has more letters. */
  public static String model(String name) {
    if (!name.matches("[A-Za-z0-9._:/@+-]{1,256}")) {
      throw new RefusedException(
          "provider_refused",
          "the provider answered with a model name that is none; look at the job there, then:"
              + " flywheel fine-tune submit");
    }
    return name;
  }

  /** The word a job is said to be in, fit to be shown. */
  public static String status(String word) {
    return word.matches("[A-Za-z0-9_ -]{1,64}") ? word : OpenAiReply.quoted(word);
  }
}
