package ai.organized.flywheel.client;

import ai.organized.flywheel.failure.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The clients that have a folder with a {@code config.json}; read anew at each question. */
public final class Clients {
  private final Path folder;

  public Clients(Path folder) {
    this.folder = folder;
  }

  /** The client's folder; it may not exist yet. */
  public Path folder(ClientId client) {
    return folder.resolve(client.value());
  }

  /**
   * The client's config, or that of an unknown client, of which nothing may leave.
   *
   * @throws ai.organized.flywheel.failure.RefusedException when there is a config that cannot be
   *     understood
   */
  public ClientConfig config(ClientId client) {
    Path file = folder(client).resolve("config.json");
    return Files.exists(file) ? ReadClientConfig.read(client, file) : ClientConfig.unknown(client);
  }

  /** All clients with a config, by id. */
  public List<ClientConfig> all() {
    return ids().stream().map(this::config).toList();
  }

  /** All clients with a config, readable or not. */
  public List<ClientId> ids() {
    List<ClientId> ids = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> folders = Files.list(folder)) {
        folders
            .filter(f -> ClientId.isValid(f.getFileName().toString()))
            .filter(f -> Files.exists(f.resolve("config.json")))
            .sorted()
            .forEach(f -> ids.add(new ClientId(f.getFileName().toString())));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot list " + folder, e);
      }
    }
    return ids;
  }

  /**
   * The names as they are now, for a whole import. A config that cannot be read takes no name away
   * from other clients.
   */
  public ClientNames names() {
    List<ClientConfig> readable = new ArrayList<>();
    Optional<RefusedException> problem = Optional.empty();
    for (ClientId client : ids()) {
      try {
        readable.add(config(client));
      } catch (RefusedException e) {
        problem = Optional.of(e);
      }
    }
    return new ClientNames(readable, problem);
  }
}
