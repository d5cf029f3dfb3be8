package ai.organized.flywheel.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.access.Caller;
import ai.organized.flywheel.access.Role;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportPostedTest {
  @TempDir Path folder;
  private StoreOnDisk store;
  private ImportPosted posted;

  @BeforeEach
  void open() {
    store = StoreOnDisk.in(folder);
    posted = new ImportPosted(store.importer(), new Clients(folder.resolve("clients")));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void bodyIsImportedForTheClientAndScaleOfTheQuery() {
    String body = Drops.without(Drops.experiment(1), "client_id").put("score", 84).toString();

    ImportReport report = posted.read(Drops.stream(body), "HRE", "percent", Caller.LOCAL);

    assertThat(report.getHttpStatus()).isEqualTo(200);
    assertThat(store.all())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.client()).isEqualTo(StoreOnDisk.HRE);
              assertThat(record.score()).isEqualTo(0.84);
            });
  }

  @Test
  void aKeyOfOneClientBringsNothingForAnother() {
    Caller hre = new Caller("hre-bot", Role.CLIENT, Optional.of(StoreOnDisk.HRE));
    String nobodys = Drops.without(Drops.experiment(1), "client_id").toString();
    String others = Drops.experiment(2).put("client_id", "rtt").toString();

    ImportReport report = posted.read(Drops.stream(nobodys + "\n" + others), "HRE", null, hre);

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.refused()).isEqualTo(1);
    assertThat(store.all()).extracting(record -> record.client()).containsExactly(StoreOnDisk.HRE);
    for (String another : List.of("rtt", "nobody", "", "hre,rtt", "../hre")) {
      assertThatThrownBy(() -> posted.read(Drops.stream(others), another, null, hre))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.code()).isEqualTo("not_your_client"));
    }
  }

  @Test
  void bodyOfWhichNothingCanBeUsedIsUnprocessable() {
    assertThat(posted.read(Drops.stream("{}"), null, null, Caller.LOCAL).getHttpStatus())
        .isEqualTo(422);
    assertThat(posted.read(Drops.stream("[]"), null, "unit", Caller.LOCAL).getHttpStatus())
        .isEqualTo(200);
  }

  @Test
  void reportTellsLineFieldAndReasonAndNoStatus() {
    JsonNode report =
        Json.STRICT.valueToTree(
            posted.read(Drops.stream(Drops.experiment(1) + "\n{}"), null, null, Caller.LOCAL));

    assertThat(report.path("added").asInt()).isEqualTo(1);
    assertThat(report.path("clients").get(0).asText()).isEqualTo("hre");
    assertThat(report.path("refusals").get(0).path("line").asInt()).isEqualTo(2);
    assertThat(report.has("httpStatus")).isFalse();
  }

  @Test
  void noBodyAnUnknownScaleAndAClientThatIsNoneAreBadRequests() {
    badRequest(() -> posted.read(null, null, null, Caller.LOCAL), "empty_body");
    badRequest(
        () -> posted.read(Drops.stream("[]"), null, "fraction", Caller.LOCAL), "invalid_scale");
    badRequest(
        () -> posted.read(Drops.stream("[]"), "../etc", null, Caller.LOCAL), "invalid_client");
  }

  private static void badRequest(Runnable request, String code) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.httpStatus()).isEqualTo(400);
              assertThat(refused.code()).isEqualTo(code);
            });
  }
}
