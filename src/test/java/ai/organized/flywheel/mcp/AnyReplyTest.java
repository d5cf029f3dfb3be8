package ai.organized.flywheel.mcp;

import static ai.organized.flywheel.mcp.Talking.echo;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.sandbox.mcp.McpManners;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a server answers, a caller meets a result or one of the two failures it knows. */
class AnyReplyTest {
  private static final Talking TALKING = new Talking();

  private static final List<Integer> STATUSES =
      List.of(200, 200, 200, 200, 202, 204, 301, 400, 401, 404, 405, 409, 418, 429, 500, 503);

  private static final List<String> TYPES =
      List.of("application/json", "text/event-stream", "text/html", "text/plain", "x", "image/png");

  private static final List<String> PIECES =
      List.of(
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":",
          "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":",
          "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":",
          "{\"tools\":[{\"name\":\"search\"}]}",
          "{\"tools\":[7,null,{\"name\":{}}],\"nextCursor\":\"x\"}",
          "{\"code\":-32022,\"data\":{\"supported\":7}}",
          "{\"code\":\"x\"}",
          "{\"content\":{\"type\":\"text\"},\"structuredContent\":7}",
          "{\"protocolVersion\":[]}",
          "}",
          "[",
          "\"",
          "null",
          "data: ",
          "id: ",
          "retry: 1\n",
          "\n\n",
          "\u0000",
          "\ud83d",
          "<html>",
          "ü",
          "[".repeat(3000));

  static LongStream seeds() {
    return LongStream.range(0, 150);
  }

  @AfterAll
  static void close() {
    TALKING.close();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverComesBackIsAResultOrAFailureThatIsKnown(long seed) {
    Random random = new Random(seed);
    McpManners manners = pick(random, Talking.everyServer().toList());
    McpServer server = TALKING.serve(manners, echo("search"));
    int next = TALKING.sandbox.requests().size() + 1;
    for (int i = 0; i < 12; i++) {
      if (random.nextInt(3) > 0) {
        TALKING.sandbox.failRequest(
            next + i,
            pick(random, STATUSES),
            body(random),
            Map.of("Content-Type", pick(random, TYPES), "Mcp-Session-Id", "s"));
      }
    }
    try (McpSession session = TALKING.open(server, Duration.ofSeconds(2))) {
      session.call("search", Rpc.object());
    } catch (RefusedException | UnavailableException known) {
      // As it should be; anything else fails the test.
    }
  }

  private static String body(Random random) {
    StringBuilder body = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      body.append(pick(random, PIECES));
    }
    return body.toString();
  }

  private static <T> T pick(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
