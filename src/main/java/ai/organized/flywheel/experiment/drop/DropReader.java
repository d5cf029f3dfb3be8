package ai.organized.flywheel.experiment.drop;

import ai.organized.flywheel.failure.RefusedException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Streams the experiments of a drop, whatever its size and whatever wrote it; each comes in the
 * shape of an experiment record or with the reason why it is none.
 *
 * <p>Known are: experiment records, loop results and growth-engine experiments as a JSON array, as
 * JSON lines or as one object; the tables of autoresearch; an experiment logger's SQLite file. Told
 * apart by content; a byte order mark is passed over.
 */
public final class DropReader {
  private DropReader() {}

  /**
   * @throws RefusedException when there is nothing in it, or nothing that could be experiments
   */
  public static Elements elements(Drop drop) throws IOException {
    BufferedInputStream in = new BufferedInputStream(drop.in(), 2 * DropFormat.LOOK_AHEAD);
    skipByteOrderMark(in);
    return switch (DropFormat.of(head(in))) {
      case EMPTY -> throw new RefusedException("empty_file", "the file is empty");
      case DATABASE -> DatabaseElements.of(fileOf(drop));
      case TABLE -> new TableElements(in);
      case OTHER_TABLE -> throw otherTable();
      case DOCUMENT -> new KnownShapes(new ArrayElements(in));
      case JSON_LINES -> new KnownShapes(new LineElements(in));
    };
  }

  private static byte[] head(InputStream in) throws IOException {
    in.mark(DropFormat.LOOK_AHEAD + 1);
    byte[] head = in.readNBytes(DropFormat.LOOK_AHEAD);
    in.reset();
    return head;
  }

  private static Path fileOf(Drop drop) {
    return drop.file()
        .orElseThrow(
            () ->
                new RefusedException(
                    400,
                    "posted_database",
                    "a SQLite file cannot be posted: it is not read front to back. Put it into the"
                        + " inbox, or type: flywheel experiments import --file FILE"));
  }

  private static RefusedException otherTable() {
    return new RefusedException(
        "unknown_table",
        "this table is none of experiments: its first line names neither status and description"
            + " (autoresearch) nor problem and solution");
  }

  private static void skipByteOrderMark(InputStream in) throws IOException {
    in.mark(3);
    if (in.read() != 0xEF || in.read() != 0xBB || in.read() != 0xBF) {
      in.reset();
    }
  }
}
