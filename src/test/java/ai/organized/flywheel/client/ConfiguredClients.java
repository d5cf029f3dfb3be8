package ai.organized.flywheel.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Clients in a folder, each with the {@code config.json} that a test gives it. */
final class ConfiguredClients {
  private final Path folder;

  ConfiguredClients(Path folder) {
    this.folder = folder;
  }

  ConfiguredClients with(String id, String json) {
    try {
      Files.createDirectories(folder.resolve(id));
      Files.writeString(folder.resolve(id).resolve("config.json"), json);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Clients clients() {
    return new Clients(folder);
  }

  ClientConfig config(String id) {
    return clients().config(new ClientId(id));
  }
}
