package ai.organized.flywheel.vectors.chroma;

import ai.organized.flywheel.failure.UnavailableException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Makes a collection hold the rows of this build and no others. */
final class Upload {
  /** Ids in one call: far below any limit of the server. */
  private static final int IDS = 1000;

  private final Collection collection;
  private final int mostRows;

  /**
   * @param mostRows that the server wants in one call
   */
  Upload(Collection collection, int mostRows) {
    this.collection = collection;
    this.mostRows = mostRows;
  }

  /**
   * Sends what is not there yet and deletes what is not of this build.
   *
   * <p>An upsert merges metadata: old keys would stay. So a row with any other metadata than ours
   * is deleted first, and sent anew.
   *
   * @throws UnavailableException when the server then holds another number of rows
   */
  void bring(Rows rows) {
    HeldRows held = HeldRows.read(collection, rows);
    for (List<String> batch : batches(held.foreign(), IDS)) {
      collection.post("deleting old rows on Chroma", "/delete", RowsJson.delete(batch));
    }
    Set<Integer> current = held.current();
    List<Integer> missing =
        IntStream.range(0, rows.size()).filter(row -> !current.contains(row)).boxed().toList();
    int most = Math.min(mostRows, new RowSize(rows).sent());
    for (List<Integer> batch : batches(missing, most)) {
      collection.post("sending vectors to Chroma", "/upsert", RowsJson.upsert(rows, batch));
    }
    requireCount(rows.size());
  }

  private void requireCount(int expected) {
    JsonNode count = collection.get("counting the rows on Chroma", "/count");
    if (!count.isInt()) {
      throw ChromaReply.unexpected("counting the rows on Chroma", "no number");
    }
    if (count.intValue() != expected) {
      throw new UnavailableException(
          "The collection "
              + collection.name()
              + " on Chroma holds "
              + count
              + " rows instead of "
              + expected
              + ": something else writes to it");
    }
  }

  private static <T> List<List<T>> batches(List<T> all, int most) {
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += most) {
      batches.add(all.subList(from, Math.min(all.size(), from + most)));
    }
    return batches;
  }
}
