package ai.organized.flywheel.embed;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.hash.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Jdbi;

/**
 * Has a text embedded once, ever: what was embedded before comes from the store, whosever text it
 * was, and asks nobody.
 */
public final class CachedEmbedder implements Embedder {
  /** Texts whose vectors are stored together; a crash loses the work on so many. */
  private static final int BATCH = 64;

  private final Embedder embedder;
  private final StoredVectors stored;
  private final LongConsumer progress;

  /**
   * @param progress is told, as it goes, how many of the different texts of a call have a vector
   */
  public CachedEmbedder(Embedder embedder, Jdbi jdbi, LongConsumer progress) {
    this.embedder = embedder;
    this.stored = new StoredVectors(jdbi, embedder.fingerprint());
    this.progress = progress;
  }

  @Override
  public String fingerprint() {
    return embedder.fingerprint();
  }

  @Override
  public double threshold() {
    return embedder.threshold();
  }

  /**
   * @throws BrokenException when a stored vector has another length than the rest
   */
  @Override
  public List<float[]> embed(ClientId client, List<String> texts) {
    List<String> hashes = texts.stream().map(Sha256::hex).toList();
    Map<String, String> different = new LinkedHashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      different.put(hashes.get(i), texts.get(i));
    }
    Map<String, float[]> vectors = stored.find(List.copyOf(different.keySet()));
    different.keySet().removeAll(vectors.keySet());
    progress.accept(vectors.size());
    List<String> missing = List.copyOf(different.keySet());
    for (int from = 0; from < missing.size(); from += BATCH) {
      List<String> batch = missing.subList(from, Math.min(missing.size(), from + BATCH));
      Map<String, float[]> made = made(client, batch, different);
      stored.save(made);
      vectors.putAll(made);
      progress.accept(vectors.size());
    }
    List<float[]> all = new ArrayList<>(texts.size());
    hashes.forEach(hash -> all.add(vectors.get(hash)));
    requireOneLength(all);
    return all;
  }

  private Map<String, float[]> made(
      ClientId client, List<String> hashes, Map<String, String> texts) {
    List<float[]> vectors = embedder.embed(client, hashes.stream().map(texts::get).toList());
    if (vectors.size() != hashes.size()) {
      throw new BrokenException(
          fingerprint() + " made " + vectors.size() + " vectors of " + hashes.size() + " texts");
    }
    Map<String, float[]> made = new LinkedHashMap<>();
    for (int i = 0; i < hashes.size(); i++) {
      made.put(hashes.get(i), vectors.get(i));
    }
    return made;
  }

  private void requireOneLength(List<float[]> vectors) {
    for (float[] vector : vectors) {
      if (vector.length != vectors.get(0).length) {
        throw new BrokenException(
            "vectors of "
                + fingerprint()
                + " have "
                + vectors.get(0).length
                + " and "
                + vector.length
                + " parts: its model was replaced under the same name; name the new one otherwise,"
                + " or delete the rows of this embedder from the table embeddings");
      }
    }
  }
}
