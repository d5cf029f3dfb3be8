package ai.organized.flywheel.account;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.gtm.DraftChanges;
import ai.organized.flywheel.account.gtm.GtmContainer.Side;
import ai.organized.flywheel.account.gtm.GtmExport;
import ai.organized.flywheel.account.gtm.GtmExportReader;
import ai.organized.flywheel.account.gtm.GtmRead;
import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.client.ClientConfig;
import ai.organized.flywheel.fixtures.TemporaryStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerStatesTest {
  private static final Source<GtmRead> NOT_ASKED = new Source.Off<>();

  @TempDir Path folder;
  private TemporaryStore store;
  private GtmExports exports;
  private ContainerStates containers;

  @BeforeEach
  void open() {
    store = new TemporaryStore(folder);
    exports = new GtmExports(store.jdbi(), store.clock());
    containers = new ContainerStates(exports);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private ClientConfig acme() {
    return store.clients().config(ACME);
  }

  private static GtmExport export(String id, String side, int version, String tag) {
    String json =
        """
        {"containerVersion": {"containerVersionId": "%d",
          "containerId": "2", "container": {"publicId": "%s", "usageContext": ["%s"]},
          "tag": [{"tagId": "1", "name": "%s", "type": "html"}]}}
        """
            .formatted(version, id, side, tag);
    return new GtmExportReader().read("made-up.json", json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void withoutAnyExportTheWebContainerIsUnknownAndTheServerOff() {
    assertThat(containers.web(acme(), NOT_ASKED))
        .isEqualTo(new Source.Unknown<>("no export was dropped"));
    assertThat(containers.server(acme(), NOT_ASKED)).isEqualTo(new Source.Off<>());
  }

  @Test
  void aServerContainerThatMustBeThereIsUnknownUntilItsExportIsDropped() {
    store.configure(ACME, "{\"client_id\": \"acme\", \"stape\": {\"container_id\": \"abc\"}}");

    assertThat(containers.server(acme(), NOT_ASKED))
        .isEqualTo(new Source.Unknown<>("no export of the server container was dropped"));
  }

  @Test
  void bothSidesAreKeptBesideEachOther() {
    exports.keep(ACME, export("GTM-WEB0001", "WEB", 3, "A"));
    exports.keep(ACME, export("GTM-SRV0001", "SERVER", 7, "B"));

    assertThat(id(containers.web(acme(), NOT_ASKED))).isEqualTo("GTM-WEB0001");
    assertThat(id(containers.server(acme(), NOT_ASKED))).isEqualTo("GTM-SRV0001");
  }

  private static String id(Source<ContainerState> side) {
    return side.asOptional().orElseThrow().container().containerId().orElseThrow();
  }

  private Source<DraftChanges> draft() {
    return containers.web(acme(), NOT_ASKED).asOptional().orElseThrow().draft();
  }

  @Test
  void aVersionAloneTellsNothingOfItsWorkspace() {
    exports.keep(ACME, export("GTM-WEB0001", "WEB", 3, "A"));

    assertThat(draft()).isEqualTo(new Source.Unknown<>("only the published version is known"));
  }

  @Test
  void aWorkspaceAloneIsShownAndComparedWithNothing() {
    exports.keep(ACME, export("GTM-WEB0001", "WEB", 0, "A"));

    assertThat(containers.web(acme(), NOT_ASKED).asOptional().orElseThrow().container().draft())
        .isTrue();
    assertThat(draft()).isEqualTo(new Source.Unknown<>("only the workspace is known"));
  }

  @Test
  void bothAreComparedWhicheverCameFirst() {
    exports.keep(ACME, export("GTM-WEB0001", "WEB", 0, "New name"));
    exports.keep(ACME, export("GTM-WEB0001", "WEB", 3, "Old name"));

    DraftChanges changes = draft().asOptional().orElseThrow();
    assertThat(changes.changed())
        .containsExactly(new DraftChanges.Changed("tag", "Old name", List.of("name")));
  }

  @Test
  void theWorkspaceOfAContainerThatWasReplacedIsForgotten() {
    exports.keep(ACME, export("GTM-WEB0001", "WEB", 0, "A"));
    exports.keep(ACME, export("GTM-WEB0002", "WEB", 1, "B"));

    assertThat(id(containers.web(acme(), NOT_ASKED))).isEqualTo("GTM-WEB0002");
    assertThat(draft()).isInstanceOf(Source.Unknown.class);
  }

  @Test
  void whatTheServerToldIsKeptForWhenItIsSilent() {
    GtmRead told =
        new GtmRead(
            export("GTM-WEB0001", "WEB", 3, "A"),
            new Source.Known<>(
                new DraftChanges(
                    List.of(new DraftChanges.Entity("tag", "C")), List.of(), List.of())));
    containers.keep(ACME, new Source.Known<>(told));

    assertThat(draft().asOptional().orElseThrow().added()).hasSize(1);
    assertThat(
            containers
                .web(acme(), new Source.Unknown<>("status 503"))
                .asOptional()
                .orElseThrow()
                .draft())
        .isEqualTo(new Source.Unknown<>("only the published version is known; status 503"));
  }

  @Test
  void aDropMakesWhatTheServerToldBeforeVoid() {
    GtmRead told =
        new GtmRead(
            export("GTM-WEB0001", "WEB", 3, "A"),
            new Source.Known<>(new DraftChanges(List.of(), List.of(), List.of())));
    containers.keep(ACME, new Source.Known<>(told));
    exports.keep(ACME, export("GTM-WEB0001", "WEB", 4, "A"));

    assertThat(draft()).isInstanceOf(Source.Unknown.class);
    assertThat(exports.sides(ACME)).containsExactly(Side.WEB);
  }
}
