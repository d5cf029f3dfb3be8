package ai.organized.flywheel.vectors.chroma;

import ai.organized.flywheel.vectors.BlockedCosine;
import ai.organized.flywheel.vectors.NearPair;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Asks for the neighbours of every row until no more of them can be near. */
final class Neighbours {
  private static final int FIRST_ASKED = 32;
  private static final int WIDER = 4;

  /** Rows in one call: it takes a second at most, also on a slow server. */
  private static final int MOST_QUERIES = 100;

  /** By how much a distance that the server computes in single precision can be wrong. */
  private static final double ROUNDING = 1e-3;

  private static final String ATTEMPTED = "asking Chroma for neighbours";

  private final Collection collection;
  private final Rows rows;
  private final double threshold;
  private final SortedMap<Long, NearPair> pairs = new TreeMap<>();

  Neighbours(Collection collection, Rows rows, double threshold) {
    this.collection = collection;
    this.rows = rows;
    this.threshold = threshold;
  }

  List<NearPair> pairs() {
    List<Integer> open = IntStream.range(0, rows.size()).boxed().toList();
    List<Integer> lost = new ArrayList<>();
    for (long wide = FIRST_ASKED; !open.isEmpty(); wide *= WIDER) {
      open = ask(open, (int) Math.min(wide, rows.size()), lost);
    }
    List<float[]> vectors = lost.stream().map(rows::vector).toList();
    BlockedCosine.cross(
        vectors, rows.vectors(), threshold, (i, other, cosine) -> near(lost.get(i), other, cosine));
    return List.copyOf(pairs.values());
  }

  /**
   * @param lost takes the rows that do not find themselves, which the index does not reach
   * @return the rows whose last neighbour is still near, so that there may be more
   */
  private List<Integer> ask(List<Integer> asked, int wide, List<Integer> lost) {
    List<Integer> open = new ArrayList<>();
    int most = Math.min(MOST_QUERIES, new RowSize(rows).asked(wide));
    for (int from = 0; from < asked.size(); from += most) {
      List<Integer> batch = asked.subList(from, Math.min(asked.size(), from + most));
      JsonNode reply = collection.post(ATTEMPTED, "/query", RowsJson.query(rows, batch, wide));
      List<Hits> answers = Hits.read(ATTEMPTED, reply, batch.size());
      for (int i = 0; i < batch.size(); i++) {
        int row = batch.get(i);
        Hits hits = answers.get(i);
        boolean foundItself = take(row, hits);
        if (hits.size() == wide && wide < rows.size() && hits.last() <= 1 - threshold + ROUNDING) {
          open.add(row);
        } else if (!foundItself) {
          lost.add(row);
        }
      }
    }
    return open;
  }

  private boolean take(int row, Hits hits) {
    boolean foundItself = false;
    for (int i = 0; i < hits.size(); i++) {
      Optional<Integer> other = rows.row(hits.ids().get(i));
      if (other.isPresent()) { // else a row that something else has just written
        check(row, other.get(), hits.distances().get(i));
        foundItself |= other.get() == row;
      }
    }
    return foundItself;
  }

  private void check(int row, int other, double distance) {
    double cosine = rows.cosine(row, other);
    if (Math.abs(1 - distance - cosine) > 10 * ROUNDING) {
      throw collection.unfit("chroma_foreign_vector", "holds vectors that are not ours");
    }
    near(row, other, cosine);
  }

  private void near(int row, int other, double cosine) {
    if (row != other && cosine >= threshold) {
      int first = rows.place(Math.min(row, other));
      int second = rows.place(Math.max(row, other));
      pairs.put(((long) first << Integer.SIZE) + second, new NearPair(first, second, cosine));
    }
  }
}
