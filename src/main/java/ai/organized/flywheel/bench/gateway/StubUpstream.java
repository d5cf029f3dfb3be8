package ai.organized.flywheel.bench.gateway;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A process that answers chat completions at once and always the same; a stream when the body holds
 * {@code "stream":true}. {@code metadata} of a body with one of these may ask for {@code frames},
 * {@code gap_millis} between them and a {@link StubFault}. It ends when its stdin does, so it never
 * outlives who started it.
 */
public final class StubUpstream extends AbstractVerticle {
  private static final byte[] METADATA = StubAnswers.bytes("\"metadata\":{\"bench\"");
  private static final byte[] STREAM = StubAnswers.bytes("\"stream\":true");
  private static final Buffer PLAIN = Buffer.buffer(StubAnswers.PLAIN);

  /** Of a stream that asks for no number. */
  static final int FRAMES = 20;

  private static final long SLOW_MILLIS = 1_000;

  private final int port;

  private StubUpstream(int port) {
    this.port = port;
  }

  /**
   * @param args the port on loopback
   */
  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(args[0]);
    Vertx vertx = Vertx.vertx();
    int processors = Runtime.getRuntime().availableProcessors();
    vertx
        .deployVerticle(
            () -> new StubUpstream(port), new DeploymentOptions().setInstances(processors))
        .onFailure(
            thrown -> {
              thrown.printStackTrace();
              System.exit(1);
            });
    System.in.readAllBytes(); // says nothing; its end is ours
    System.exit(0);
  }

  @Override
  public void start() {
    vertx
        .createHttpServer(
            new HttpServerOptions().setHost("127.0.0.1").setPort(port).setTcpNoDelay(true))
        .requestHandler(request -> request.bodyHandler(body -> answer(request, body)))
        .listen();
  }

  private void answer(HttpServerRequest request, Buffer body) {
    byte[] bytes = body.getBytes();
    boolean stream = Bytes.contains(bytes, STREAM);
    JsonNode wish =
        Bytes.contains(bytes, METADATA)
            ? Json.parse(new String(bytes, StandardCharsets.UTF_8)).path("metadata")
            : Json.STRICT.missingNode();
    StubFault fault = StubFault.of(wish.path("fault").asText("none"));
    switch (fault) {
      case STATUS -> json(request, 500, Buffer.buffer(StubAnswers.SERVER_ERROR));
      case HANG -> {} // for ever
      case RESET -> request.connection().close();
      case GARBAGE -> raw(request, "\u0000\u0001 no HTTP \r\n\r\n");
      case SLOW -> vertx.setTimer(SLOW_MILLIS, late -> whole(request, stream, wish, false));
      default -> whole(request, stream, wish, fault == StubFault.DIE);
    }
  }

  private void whole(HttpServerRequest request, boolean stream, JsonNode wish, boolean dies) {
    if (stream) {
      List<byte[]> parts = StubAnswers.stream(wish.path("frames").asInt(FRAMES));
      request.response().setChunked(true).putHeader("content-type", "text/event-stream");
      next(request, parts, 0, dies ? parts.size() / 2 : parts.size(), wish);
    } else if (dies) {
      request
          .response()
          .putHeader("content-type", "application/json")
          .putHeader("content-length", String.valueOf(PLAIN.length()))
          .write(PLAIN.slice(0, PLAIN.length() / 2))
          .onComplete(written -> request.connection().close());
    } else {
      json(request, 200, PLAIN);
    }
  }

  /** Past what would make HTTP of it. */
  private static void raw(HttpServerRequest request, String text) {
    Channel channel = ((ConnectionBase) request.connection()).channel();
    channel
        .pipeline()
        .firstContext()
        .writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8))
        .addListener(ChannelFutureListener.CLOSE);
  }

  private static void json(HttpServerRequest request, int status, Buffer body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .end(body);
  }

  /** Frame by frame, waiting between two when that is wished. */
  private void next(
      HttpServerRequest request, List<byte[]> parts, int from, int end, JsonNode wish) {
    HttpServerResponse response = request.response();
    long gap = wish.path("gap_millis").asLong(0);
    for (int at = from; at < end; at++) {
      response.write(Buffer.buffer(parts.get(at)));
      if (gap > 0) {
        int after = at + 1;
        vertx.setTimer(gap, tick -> next(request, parts, after, end, wish));
        return;
      }
    }
    if (end == parts.size()) {
      response.end();
    } else {
      response.write("").onComplete(written -> request.connection().close());
    }
  }
}
