package ai.organized.flywheel.gateway;

import static ai.organized.flywheel.gateway.SentBytes.GOOD;
import static ai.organized.flywheel.gateway.SentBytes.STREAMED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.serve.Arm;
import ai.organized.flywheel.serve.FallbackKind;
import ai.organized.flywheel.serve.Serving;
import ai.organized.flywheel.telemetry.ServedAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Large bodies, many callers, slow ones, and the end. */
class BoundsTest {
  private static RawUpstream answering() {
    return new RawUpstream((asked, out, in) -> RawUpstream.json(out, "200 OK", "{\"own\":1}"));
  }

  private static FixedServings acme(RawUpstream upstream) {
    return new FixedServings().champion("acme", upstream.port());
  }

  @Test
  void aBodyOfTwentyMegabytesPasses() throws IOException {
    try (RawUpstream upstream = answering();
        MountedGateway gateway = new MountedGateway(acme(upstream));
        SentBytes caller = new SentBytes(gateway.port())) {
      String large = GOOD.replace("Why?", "x".repeat((20 << 20) - GOOD.length() + 4));

      assertThat(caller.send(SentBytes.post(large)).readAnswer()).contains("200 OK");
      assertThat(upstream.asked().get(0).body()).hasSizeGreaterThan(20 << 20);
      assertThat(upstream.asked().get(0).text()).endsWith(large.substring(large.length() - 1000));
      assertThat(caller.send(SentBytes.post((20 << 20) + 1, "Expect: 100-continue")).readAnswer())
          .contains("413 Request Entity Too Large", "\"code\":\"request_too_large\"");
    }
  }

  @Test
  void aCallerWhoAsksBeforeItSendsIsToldToGoOn() throws IOException {
    try (RawUpstream upstream = answering();
        MountedGateway gateway = new MountedGateway(acme(upstream));
        SentBytes caller = new SentBytes(gateway.port())) {
      caller.send(SentBytes.post(GOOD.length(), "Expect: 100-continue"));

      assertThat(caller.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100 Continue");
      assertThat(caller.send(GOOD).readAnswer()).contains("200 OK");
    }
  }

  @Test
  void aCallerWhoStopsInTheMiddleOfItsBodyIsToldSo() throws IOException {
    try (RawUpstream upstream = answering();
        MountedGateway gateway = new MountedGateway(acme(upstream), MountedGateway.IMPATIENT);
        SentBytes caller = new SentBytes(gateway.port())) {
      caller.send(SentBytes.post(GOOD.length()) + GOOD.substring(0, 20));

      assertThat(caller.readToEnd()).contains("408 Request Timeout", "request_timeout");
      assertThat(gateway.path().underWay()).isZero();
    }
  }

  @Test
  void aCallerWhoSendsItsBodyInCrumbsIsToldSo() throws Exception {
    try (RawUpstream upstream = answering();
        MountedGateway gateway = new MountedGateway(acme(upstream), MountedGateway.IMPATIENT);
        SentBytes caller = new SentBytes(gateway.port())) {
      caller.send(SentBytes.post(1_000));
      CompletableFuture<String> told = CompletableFuture.supplyAsync(caller::readToEnd);
      await()
          .pollInterval(Duration.ofMillis(100)) // each crumb within the patience for one
          .until(
              () -> {
                if (!told.isDone()) {
                  caller.send("x");
                }
                return told.isDone();
              });

      assertThat(told.get()).contains("408 Request Timeout", "within 1 s");
    }
  }

  @Test
  void aRequestThatCameWholeIsNotToldThatItStopped() throws IOException {
    CountDownLatch go = new CountDownLatch(1);
    try (RawUpstream upstream = answering();
        MountedGateway gateway =
            new MountedGateway(acme(upstream).forgets().asksUntil(go), MountedGateway.IMPATIENT);
        SentBytes caller = new SentBytes(gateway.port())) {
      caller.send(SentBytes.post(GOOD));
      await().until(() -> gateway.path().underWay() == 1);
      long begun = System.nanoTime();
      await().until(() -> System.nanoTime() - begun > 1_000_000_000L); // twice the patience
      go.countDown();

      assertThat(caller.readAnswer()).contains("200 OK");
    }
  }

  @Test
  void moreThanMayBeUnderWayAreAskedToComeAgain() throws IOException {
    CountDownLatch go = new CountDownLatch(1);
    Limits narrow =
        new Limits(
            1000,
            2,
            8000,
            8,
            Duration.ofSeconds(9),
            Duration.ofSeconds(9),
            Duration.ofSeconds(9),
            Duration.ofSeconds(9));
    try (RawUpstream upstream =
            new RawUpstream(
                (asked, out, in) -> {
                  await().until(() -> go.getCount() == 0);
                  return RawUpstream.json(out, "200 OK", "{\"own\":1}");
                });
        MountedGateway gateway = new MountedGateway(acme(upstream), narrow);
        SentBytes first = new SentBytes(gateway.port());
        SentBytes second = new SentBytes(gateway.port());
        SentBytes third = new SentBytes(gateway.port())) {
      first.send(SentBytes.post(GOOD));
      second.send(SentBytes.post(GOOD));
      await().until(() -> upstream.asked().size() == 2);

      assertThat(third.send(SentBytes.post(GOOD)).readAnswer())
          .contains("503 Service Unavailable", "retry-after: 1");
      go.countDown();
      assertThat(first.readAnswer()).contains("200 OK");
      assertThat(second.readAnswer()).contains("200 OK");
      assertThat(third.send(SentBytes.post(GOOD)).readAnswer()).contains("200 OK");
    }
  }

  @Test
  void theEndLetsAnswersUnderWayFinishAndTakesInNoMore() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    RawUpstream upstream =
        new RawUpstream(
            (asked, out, in) -> {
              RawUpstream.events(out);
              RawUpstream.chunk(out, "data: {}\n\n");
              await().until(() -> go.getCount() == 0);
              RawUpstream.chunk(out, "data: [DONE]\n\n");
              return RawUpstream.end(out);
            });
    MountedGateway gateway = new MountedGateway(acme(upstream));
    try (upstream;
        SentBytes streaming = new SentBytes(gateway.port());
        SentBytes late = new SentBytes(gateway.port())) {
      streaming.send(SentBytes.post(STREAMED)).readUntil("data: {}\n\n");
      CompletableFuture<Void> closing = CompletableFuture.runAsync(gateway.path()::close);

      await()
          .untilAsserted(
              () -> assertThat(late.send(SentBytes.post(GOOD)).readAnswer()).contains("503 "));
      assertThat(closing).isNotDone();
      go.countDown();
      assertThat(streaming.readUntil("0\r\n\r\n")).contains("data: [DONE]\n\n");
      closing.get();
    } finally {
      gateway.close();
    }
  }

  @Test
  void ofManyStreamsAtOnceNoEventIsLostOrOutOfOrder() throws Exception {
    int streams = 128;
    int events = 200;
    try (RawUpstream upstream =
            new RawUpstream(
                (asked, out, in) -> {
                  RawUpstream.events(out);
                  for (int i = 0; i < events; i++) {
                    RawUpstream.chunk(out, "data: {\"n\":" + i + "}\n\n");
                  }
                  RawUpstream.chunk(out, "data: [DONE]\n\n");
                  return RawUpstream.end(out);
                });
        MountedGateway gateway = new MountedGateway(acme(upstream))) {
      StringBuilder expected = new StringBuilder();
      for (int i = 0; i < events; i++) {
        expected.append("data: {\"n\":").append(i).append("}\n\n");
      }
      ExecutorService callers = Executors.newFixedThreadPool(streams);
      try {
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
          answers.add(callers.submit(() -> stream(gateway.port())));
        }
        for (Future<String> answer : answers) {
          assertThat(answer.get()).isEqualTo(expected + "data: [DONE]\n\n");
        }
      } finally {
        callers.shutdownNow();
      }
      await().until(() -> gateway.rows().size() == streams);
    }
  }

  /** Over HTTP/1.0 the body comes without chunks around it. */
  private static String stream(int port) throws IOException {
    try (SentBytes caller = new SentBytes(port)) {
      caller.send(SentBytes.post(STREAMED).replace("HTTP/1.1", "HTTP/1.0"));
      caller.readUntil("\r\n\r\n");
      return caller.readToEnd();
    }
  }

  private static FixedServings keepsTexts(RawUpstream upstream) {
    return new FixedServings()
        .serves(
            new Serving(
                new ClientId("acme"),
                Optional.of(FixedServings.model("acme", 3, Arm.CHAMPION, upstream.port())),
                Optional.empty(),
                FallbackKind.ERROR,
                true));
  }

  @Test
  void halfAnAnswerIsNotKeptAsText() throws IOException {
    try (RawUpstream upstream =
            new RawUpstream(
                (asked, out, in) -> {
                  RawUpstream.events(out);
                  RawUpstream.chunk(
                      out, "data: {\"choices\":[{\"delta\":{\"content\":\"So\"}}]}\n\n");
                  return false;
                });
        MountedGateway gateway = new MountedGateway(keepsTexts(upstream));
        SentBytes caller = new SentBytes(gateway.port())) {
      caller.send(SentBytes.post(STREAMED)).readUntil("0\r\n\r\n");

      await().until(() -> gateway.rows().size() == 1);
      assertThat(gateway.rows().get(0).error()).contains("upstream_broke");
      assertThat(gateway.rows().get(0).texts()).isEmpty();
    }
  }

  @Test
  void theEndWaitsForTextsThatAreStillRead() throws IOException {
    String whole = "{\"choices\":[{\"message\":{\"content\":\"" + "x".repeat(200 << 10) + "\"}}]}";
    try (RawUpstream upstream =
            new RawUpstream((asked, out, in) -> RawUpstream.json(out, "200 OK", whole));
        MountedGateway gateway = new MountedGateway(keepsTexts(upstream));
        SentBytes caller = new SentBytes(gateway.port())) {
      caller.send(SentBytes.post(GOOD)).readAnswer();
      gateway.path().close();

      assertThat(gateway.rows()).hasSize(1);
      assertThat(gateway.rows().get(0).texts()).isPresent();
    }
  }

  @Test
  void textsAreKeptOnlyOfAClientThatAllowsIt() throws IOException {
    String whole = "{\"choices\":[{\"message\":{\"content\":\"Bec\\u00e4use.\"}}]}";
    try (RawUpstream upstream =
            new RawUpstream((asked, out, in) -> RawUpstream.json(out, "200 OK", whole));
        MountedGateway gateway = new MountedGateway(keepsTexts(upstream));
        SentBytes caller = new SentBytes(gateway.port())) {
      upstream
          .then((asked, out, in) -> RawUpstream.json(out, "200 OK", whole))
          .then(
              (asked, out, in) -> {
                RawUpstream.events(out);
                RawUpstream.chunk(
                    out, "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n");
                RawUpstream.chunk(
                    out, "data: {\"choices\":[{\"delta\":{\"content\":\"So\"}}]}\n\n");
                RawUpstream.chunk(
                    out, "data: {\"choices\":[{\"delta\":{\"content\":\" it is\"}}]}\n\n");
                RawUpstream.chunk(out, "data: {\"choices\":[]}\n\ndata: [DONE]\n\n");
                return RawUpstream.end(out);
              });

      caller.send(SentBytes.post(GOOD)).readAnswer();
      caller.send(SentBytes.post(STREAMED)).readUntil("0\r\n\r\n");

      await().until(() -> gateway.rows().size() == 2);
      assertThat(gateway.rows().stream().map(ServedAnswer::texts))
          .containsExactlyInAnyOrder(
              Optional.of(new ServedAnswer.Texts("Why?", "Becäuse.")),
              Optional.of(new ServedAnswer.Texts("Why?", "So it is")));
    }
  }

  @Test
  void whoLooksForAStandInHoldsUpNobodyElse() throws IOException {
    CountDownLatch go = new CountDownLatch(1);
    int many = 20; // threads that Vert.x has
    try (RawUpstream upstream = answering()) {
      FixedServings servings = acme(upstream).forgets().fallsBackAfter(go).unserved("bolt");
      List<SentBytes> waiting = new ArrayList<>();
      try (MountedGateway gateway = new MountedGateway(servings);
          SentBytes caller = new SentBytes(gateway.port())) {
        for (int i = 0; i < many; i++) {
          waiting.add(new SentBytes(gateway.port()));
          waiting.get(i).send(SentBytes.post(GOOD).replace("acme", "bolt"));
        }
        await().until(() -> servings.fellBack().size() == many);

        assertThat(caller.send(SentBytes.post(GOOD)).readAnswer()).contains("200 OK");
        go.countDown();
        for (SentBytes one : waiting) {
          assertThat(one.readAnswer()).contains("503 ", "no_fallback");
          one.close();
        }
      }
    }
  }

  @Test
  void whoJoinsAQuestionThatBeganBeforeAChangeFeelsTheChange() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (RawUpstream old = answering();
        RawUpstream changed =
            new RawUpstream((asked, out, in) -> RawUpstream.json(out, "200 OK", "{\"new\":1}"))) {
      FixedServings servings = acme(old).forgets().asksUntil(go);
      try (MountedGateway gateway = new MountedGateway(servings);
          SentBytes first = new SentBytes(gateway.port());
          SentBytes second = new SentBytes(gateway.port())) {
        first.send(SentBytes.post(GOOD));
        await().until(() -> servings.asked() == 1);
        servings.champion("acme", changed.port());
        second.send(SentBytes.post(GOOD));
        await().until(() -> gateway.path().underWay() == 2);
        go.countDown();

        assertThat(first.readAnswer()).endsWith("{\"own\":1}");
        assertThat(second.readAnswer()).endsWith("{\"new\":1}");
      }
    }
  }

  @Test
  void aQuestionToManyAtOnceIsAskedOfTheRouteOnce() throws Exception {
    try (RawUpstream upstream = answering()) {
      FixedServings servings = acme(upstream).forgets();
      try (MountedGateway gateway = new MountedGateway(servings)) {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
          List<Future<String>> answers = new ArrayList<>();
          for (int i = 0; i < 8; i++) {
            answers.add(
                callers.submit(
                    () -> {
                      try (SentBytes caller = new SentBytes(gateway.port())) {
                        return caller.send(SentBytes.post(GOOD)).readAnswer();
                      }
                    }));
          }
          for (Future<String> answer : answers) {
            assertThat(answer.get()).contains("200 OK");
          }
          assertThat(servings.asked()).isBetween(1, 8);
        } finally {
          callers.shutdownNow();
        }
      }
    }
  }
}
