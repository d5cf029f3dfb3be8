package ai.organized.flywheel.embed;

import ai.organized.flywheel.failure.BrokenException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code embeddings}: vectors by embedder and SHA-256 of the text. */
final class StoredVectors {
  /** Hashes of one question; databases take so many values and not many more. */
  private static final int MOST_ASKED = 500;

  private final Jdbi jdbi;
  private final String embedder;

  /**
   * @param embedder its fingerprint
   */
  StoredVectors(Jdbi jdbi, String embedder) {
    this.jdbi = jdbi;
    this.embedder = embedder;
  }

  /** The vectors that are there, by hash. */
  Map<String, float[]> find(List<String> hashes) {
    Map<String, float[]> found = new HashMap<>();
    jdbi.useHandle(
        handle -> {
          for (int from = 0; from < hashes.size(); from += MOST_ASKED) {
            List<String> some = hashes.subList(from, Math.min(hashes.size(), from + MOST_ASKED));
            handle
                .createQuery(
                    "select content_hash, vector from embeddings where embedder = :embedder and"
                        + " content_hash in (<hashes>)")
                .bind("embedder", embedder)
                .bindList("hashes", new ArrayList<>(some))
                .map((row, context) -> Map.entry(row.getString(1), floats(row.getBytes(2))))
                .forEach(each -> found.put(each.getKey(), each.getValue()));
          }
        });
    return found;
  }

  /** All of them or none; one that another process has stored meanwhile stays as it is. */
  void save(Map<String, float[]> vectors) {
    jdbi.useTransaction(
        handle -> {
          PreparedBatch rows =
              handle.prepareBatch(
                  "insert into embeddings (embedder, content_hash, vector) values (?, ?, ?)"
                      + " on conflict (embedder, content_hash) do nothing");
          vectors.forEach((hash, vector) -> rows.add(embedder, hash, bytes(vector)));
          rows.execute();
        });
  }

  private static byte[] bytes(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  private float[] floats(byte[] bytes) {
    if (bytes.length == 0 || bytes.length % Float.BYTES != 0) {
      throw new BrokenException(
          "a stored vector of " + embedder + " has " + bytes.length + " bytes, which is no vector");
    }
    float[] vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return vector;
  }
}
