package ai.organized.flywheel.embed.minilm;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.embed.Embedder;
import ai.organized.flywheel.embed.choose.ChooseEmbedder;
import ai.organized.flywheel.settings.Secret;
import ai.organized.flywheel.settings.Settings.Embedding;
import ai.organized.flywheel.storage.Database;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;

/** A program that chooses MiniLM and embeds one text, and says what it tried to connect to. */
final class LoadsMiniLm {
  private LoadsMiniLm() {}

  /**
   * @param args folder of the store, text
   */
  public static void main(String[] args) {
    List<String> opened = new CopyOnWriteArrayList<>();
    URL.setURLStreamHandlerFactory(
        protocol -> {
          if (protocol.startsWith("http")) {
            opened.add(protocol);
          }
          return null;
        });
    Embedding settings =
        new Embedding(
            Embedding.Kind.MINILM,
            URI.create("http://127.0.0.1:1"),
            "",
            new Secret(""),
            OptionalDouble.empty(),
            0,
            Optional.empty());
    Path folder = Path.of(args[0]);
    try (Database store = Database.open(folder.resolve("flywheel.sqlite"))) {
      Embedder embedder =
          new ChooseEmbedder(
                  new Clients(folder),
                  call -> {
                    throw new IllegalStateException("asked " + call);
                  },
                  store.jdbi())
              .from(settings);
      float[] vector = embedder.embed(new ClientId("acme"), List.of(args[1])).get(0);
      System.out.println(
          embedder.fingerprint() + " " + embedder.threshold() + " " + vector.length + " " + opened);
    }
  }
}
