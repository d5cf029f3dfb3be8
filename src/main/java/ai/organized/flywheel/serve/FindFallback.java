package ai.organized.flywheel.serve;

import ai.organized.flywheel.client.ClientConfig;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What answers when no model of the client can: a base model that is told what is known of the
 * client's accounts and, of what was solved before, the nearest.
 */
public final class FindFallback {
  private static final Logger LOG = LoggerFactory.getLogger(FindFallback.class);

  /** What a caller is told, by code. */
  private static final Map<String, String> SHORT =
      Map.of(
          "no_active_model",
          "there is no active model yet",
          "egress_refused",
          "data may not leave to where the model is, and no other may answer");

  private final FindServing findServing;
  private final FallbackModels models;
  private final Function<ClientId, String> accountState;
  private final TellPastSolutions tellPastSolutions;
  private final FallbackKind usual;

  /** What was logged of a client last; told once, not at each request. */
  private final Map<ClientId, String> told = new ConcurrentHashMap<>();

  /**
   * @param accountState the system prompt of a client as things stand, from the builder that
   *     training uses, without personal data
   * @param usual what answers, when a client's config does not say
   */
  public FindFallback(
      FindServing findServing,
      FallbackModels models,
      Function<ClientId, String> accountState,
      TellPastSolutions tellPastSolutions,
      FallbackKind usual) {
    this.findServing = findServing;
    this.models = models;
    this.accountState = accountState;
    this.tellPastSolutions = tellPastSolutions;
    this.usual = usual;
  }

  /**
   * @throws RefusedException 503 when nothing may answer; 403 when a model of the client's own
   *     would, but its data may not go there
   */
  public ServedModel find(FallbackRequest request) {
    ClientId client = request.client();
    ClientConfig config = findServing.config(client);
    FallbackKind kind = config.fallback().map(FallbackKind::of).orElse(usual);
    if (kind == FallbackKind.ERROR) {
      throw whyNoModel(client)
          .map(why -> forCallers(client, why, why.getMessage()))
          .orElseGet(() -> failed(request));
    }
    FallbackModels.Found model = model(client);
    String prompt = accountState.apply(client);
    if (kind == FallbackKind.RAG_CONTEXT) {
      prompt += tellPastSolutions.nearest(client, request.question());
    }
    return new ServedModel(
        client,
        Optional.empty(),
        Optional.empty(),
        Arm.FALLBACK,
        Optional.of(kind),
        model.provider(),
        model.place(),
        model.modelId(),
        prompt);
  }

  private FallbackModels.Found model(ClientId client) {
    try {
      return models.of(client);
    } catch (RefusedException noFallback) {
      FailureException why = whyNoModel(client).orElse(noFallback);
      String whole =
          why == noFallback
              ? noFallback.getMessage()
              : why.getMessage() + ". Nothing stands in for it: " + noFallback.getMessage();
      throw forCallers(client, why.httpStatus() == 403 ? why : noFallback, whole);
    }
  }

  /** Where servers and files are stands in the log; a caller elsewhere is not told. */
  private RefusedException forCallers(ClientId client, FailureException why, String whole) {
    if (!whole.equals(told.put(client, whole))) {
      LOG.warn("Nothing answers for client {}: {}", client, whole);
    }
    return new RefusedException(
        why.httpStatus(),
        why.code(),
        SHORT.getOrDefault(why.code(), "no model may answer")
            + " for client "
            + client
            + "; the log of this server says what to do");
  }

  private Optional<FailureException> whyNoModel(ClientId client) {
    try {
      findServing.champion(client);
      return Optional.empty();
    } catch (RefusedException | UnavailableException e) {
      return Optional.of(e);
    }
  }

  private static RefusedException failed(FallbackRequest request) {
    return new RefusedException(
        503,
        "no_fallback",
        "the model of client "
            + request.client()
            + " cannot answer now ("
            + request.because()
            + "), and its fallback is error; ask again later");
  }
}
