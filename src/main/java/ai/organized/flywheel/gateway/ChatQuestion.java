package ai.organized.flywheel.gateway;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.serve.Arm;
import ai.organized.flywheel.serve.ChatBody;
import ai.organized.flywheel.serve.FallbackKind;
import ai.organized.flywheel.serve.FallbackRequest;
import ai.organized.flywheel.serve.PromptFirst;
import ai.organized.flywheel.serve.ServedModel;
import ai.organized.flywheel.serve.Serving;
import ai.organized.flywheel.serve.Serving.Challenge;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** One question on its way: to the client's model, and to the fallback when that cannot answer. */
final class ChatQuestion {
  private static final Duration LATER = Duration.ofSeconds(5);

  private final ChatPath path;
  private final Exchange exchange;
  private final ClientId client;
  private final Measured measured;
  private final Optional<String> conversation;
  private final ChatBody body;
  private Serving serving;

  ChatQuestion(ChatPath path, Exchange exchange, ClientId client, ChatBody body) {
    this.path = path;
    this.exchange = exchange;
    this.client = client;
    this.body = body;
    this.conversation = ConversationKey.of(exchange.request, body);
    this.measured =
        new Measured(
            exchange.id,
            path.parts.clock().instant(),
            exchange.began,
            client,
            body.stream(),
            conversation.map(ConversationKey::shown),
            path.parts.telemetry());
    exchange.measure(measured);
  }

  void ask() {
    path.servings.ask(exchange, client, this::answerBy);
  }

  private void answerBy(Serving known) {
    serving = known;
    Optional<ServedModel> model = known.answering(conversation.orElse(null));
    if (model.isPresent()) {
      send(model.get(), model.get().arm() == Arm.CHALLENGER ? this::askChampion : this::fallBack);
      known
          .challenge()
          .filter(Challenge::shadow)
          .ifPresent(challenge -> path.shadows.ask(challenge.model(), measured, body));
    } else {
      fallBack(Trouble.NO_MODEL);
    }
  }

  /** Who was drawn for a trial loses nothing by it. */
  private void askChampion(Trouble because) {
    measured.fellBack(because);
    send(serving.champion().orElseThrow(), this::fallBack);
  }

  private void fallBack(Trouble because) {
    exchange.withoutLimit();
    measured.fellBack(because);
    path.workers
        .standIns()
        .executeBlocking(() -> findFallback(because), false)
        .onComplete(exchange.then(model -> send(model, this::giveUp)));
  }

  /** Beside the event loop: reading the question again takes time, too. */
  private ServedModel findFallback(Trouble because) {
    return path.parts
        .servings()
        .fallback(new FallbackRequest(client, body.lastQuestion(), because.word()));
  }

  private void giveUp(Trouble trouble) {
    String what = "no model of client " + client + " answers now; ask again";
    exchange.fail(new UnavailableException(what, LATER), trouble.word());
  }

  private void send(ServedModel model, Consumer<Trouble> otherwise) {
    measured.asks(model);
    Upstream upstream =
        path.upstreams.of(model.place(), model.place().chatCompletions(), model.modelId());
    UpstreamCall call = new UpstreamCall(upstream, body.stream(), TraceParent.of(exchange.request));
    exchange.onLeft(call::cancel);
    exchange.within(
        path.parts.limits().firstByte(),
        () -> {
          call.failed(Trouble.UPSTREAM_TIMEOUT);
          otherwise.accept(Trouble.UPSTREAM_TIMEOUT);
        });
    call.send(
        PromptFirst.apply(body, path.openings.of(model)),
        answer -> exchange.step(() -> answered(model, call, answer, otherwise)),
        trouble -> exchange.step(() -> otherwise.accept(trouble)));
  }

  private void answered(
      ServedModel model,
      UpstreamCall call,
      HttpClientResponse answer,
      Consumer<Trouble> otherwise) {
    Optional<Trouble> trouble = Statuses.troubleWith(answer);
    if (trouble.isPresent()) {
      call.refuse(answer, trouble.get());
      otherwise.accept(trouble.get());
      return;
    }
    if (answer.statusCode() == Statuses.TOO_MANY) {
      TooMany.read(exchange, call, answer, otherwise);
      return;
    }
    exchange
        .response
        .putHeader(Names.VERSION, model.version().map(number -> "v" + number).orElse("none"))
        .putHeader(Names.ARM, model.arm().word())
        .putHeader(Names.FALLBACK, model.fallback().map(FallbackKind::word).orElse("none"));
    Tap tap = new Tap();
    KeepTexts texts = serving.keepsTexts() ? new KeepTexts(body) : null;
    measured.hears(tap, texts);
    new PassAnswer(exchange, answer, call, tap, texts, path.parts.limits().idle(), otherwise)
        .start();
  }
}
