package ai.organized.flywheel.serve;

import ai.organized.flywheel.client.ClientId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The indexes that fit into memory together: who was not asked for longest goes first. */
final class Indexes {
  /** 64 MB of vectors: 40,000 examples of MiniLM. */
  private static final long MOST_FLOATS = 16 << 20;

  private final Map<ClientId, Index> byClient = new LinkedHashMap<>(16, 0.75f, true);

  synchronized Index of(ClientId client) {
    return byClient.get(client);
  }

  synchronized void put(ClientId client, Index index) {
    byClient.put(client, index);
    long floats = byClient.values().stream().mapToLong(Index::floats).sum();
    Iterator<Index> oldest = byClient.values().iterator();
    while (floats > MOST_FLOATS && byClient.size() > 1) {
      floats -= oldest.next().floats();
      oldest.remove();
    }
  }
}
