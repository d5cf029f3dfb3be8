package ai.organized.flywheel.serve;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.client.OwnNetwork;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.settings.SettingsReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model in Ollama that a client's version is. */
class FindServedModelTest {
  @TempDir Path folder;
  private TemporaryStore store;
  private Sandbox sandbox;

  @BeforeEach
  void anActiveVersionInOllama() {
    store = new TemporaryStore(folder);
    sandbox = Sandbox.start(SandboxOptions.defaults(store.clock()));
    store.plannedVersion(ACME, 1);
    store
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update model_versions set provider = 'ollama', model_id = 'acme-client:v1',"
                        + " state = 'active'"));
  }

  @AfterEach
  void close() {
    sandbox.close();
    store.close();
  }

  private ServedModel find() {
    Settings settings =
        SettingsReader.read(
            folder, new Properties(), Map.of("OLLAMA_HOST", sandbox.ollama().toString()));
    return new FindServedModel(
            store.clients(),
            store.registry(),
            store.datasets(),
            new EgressGuard(store.clients(), new OwnNetwork(List.of(), List.of())),
            new ModelPlaces(settings),
            new LocalModels(store.clients(), SendCall::send))
        .find("acme");
  }

  @Test
  void aModelThatRunsThereIsFound() {
    sandbox.addOllamaModel("{\"name\":\"acme-client:v1\"}");

    assertThat(find().modelId()).isEqualTo("acme-client:v1");
    assertThat(find().place().chatCompletions())
        .hasToString(sandbox.ollama() + "/v1/chat/completions");
  }

  /** Its address is on this machine, and what it is asked goes elsewhere all the same. */
  @Test
  void aModelThatOllamaPassesOnIsRefusedAsSoonAsTheDataMayNotLeave() {
    sandbox.addOllamaModel(
        "{\"name\":\"acme-client:v1\",\"remote_host\":\"https://ollama.example\"}");
    store.configure(ACME, "{\"client_id\":\"acme\",\"data_egress_allowed\":true}");
    assertThat(find().modelId()).isEqualTo("acme-client:v1");

    store.configure(ACME, "{\"client_id\":\"acme\",\"data_egress_allowed\":false}");
    assertThatThrownBy(this::find)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("passes acme-client:v1 on to another host");
  }
}
