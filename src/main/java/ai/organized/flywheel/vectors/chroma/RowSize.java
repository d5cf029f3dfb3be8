package ai.organized.flywheel.vectors.chroma;

/**
 * How many rows fit into one body. The server takes 40 MiB and we read 8 MiB; calls stay well below
 * both, so that none takes long.
 */
final class RowSize {
  private static final int LARGEST_REQUEST = 8 << 20;
  private static final int LARGEST_REPLY = 4 << 20;

  /** {@code -1.2345678E-10} and a comma are 15; a float has no longer writing. */
  private static final int LONGEST_PART = 16;

  /** A character that is escaped, as <code>&#92;u0001</code>. */
  private static final int LONGEST_CHARACTER = 6;

  /** A distance or a hash, its name, quotes and commas. */
  private static final int AROUND = 64;

  private final long id;
  private final long vector;

  RowSize(Rows rows) {
    int longest = 0;
    for (int row = 0; row < rows.size(); row++) {
      longest = Math.max(longest, rows.id(row).length());
    }
    this.id = (long) longest * LONGEST_CHARACTER + AROUND;
    this.vector = (long) rows.dimension() * LONGEST_PART;
  }

  /** Rows in one upsert. */
  int sent() {
    return atLeastOne(LARGEST_REQUEST / (id + vector));
  }

  /** Queries in one call that asks so many neighbours of each. */
  int asked(int neighbours) {
    return Math.min(
        atLeastOne(LARGEST_REQUEST / vector), atLeastOne(LARGEST_REPLY / (id * neighbours)));
  }

  private static int atLeastOne(long count) {
    return (int) Math.max(1, count);
  }
}
