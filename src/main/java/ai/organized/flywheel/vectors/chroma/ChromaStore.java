package ai.organized.flywheel.vectors.chroma;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.vectors.NearPair;
import ai.organized.flywheel.vectors.VectorStore;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/**
 * Keeps a client's vectors on a Chroma server and asks it which are near each other.
 *
 * <p>Every pair it tells of is real, with the cosine computed here. That no pair is missing is not
 * promised by the server, whose index (HNSW) is approximate: it is built wide and asked wide, each
 * vector is asked for, until the last neighbour told is beyond the threshold, and one that does not
 * even find itself is compared with all in process. A pair is missed only when both its vectors
 * find themselves and neither finds the other; none of 2,000 to 10,000 random and clustered vectors
 * was.
 *
 * <p>After a call the collection holds the vectors of that call and no others; what it had already
 * is not sent again.
 */
public final class ChromaStore implements VectorStore {
  private final URI base;
  private final String fingerprint;
  private final Function<RemoteCall, RemoteReply> send;

  /**
   * @param base of the server, without {@code /api/v2} and without a slash at its end
   * @param fingerprint of the embedder that makes the vectors: each has collections of its own
   * @param send brings one call to its address and its reply back, past the egress guard; throws
   *     {@code UnavailableException} when there is no reply
   */
  public ChromaStore(URI base, String fingerprint, Function<RemoteCall, RemoteReply> send) {
    this.base = base;
    this.fingerprint = fingerprint;
    this.send = send;
  }

  @Override
  public String name() {
    return "Chroma at " + base.getScheme() + "://" + base.getAuthority();
  }

  /**
   * @throws RefusedException when the collection does not measure cosines, the server is no Chroma
   *     with API v2 or does not take what is sent, or the client's data may not go there
   * @throws UnavailableException when the server does not answer, or something else writes to the
   *     collection
   */
  @Override
  public List<NearPair> pairs(
      ClientId client, List<String> ids, List<float[]> vectors, double threshold) {
    Rows rows = Rows.of(ids, vectors);
    if (rows.size() < 2) {
      return List.of();
    }
    ChromaApi api = new ChromaApi(send, base, client);
    int mostRows = api.largestBatch();
    Collection collection =
        Collection.open(api, CollectionName.of(client, rows.dimension(), fingerprint), rows);
    new Upload(collection, mostRows).bring(rows);
    return new Neighbours(collection, rows, threshold).pairs();
  }
}
