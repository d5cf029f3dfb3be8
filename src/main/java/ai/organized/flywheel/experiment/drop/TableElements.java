package ai.organized.flywheel.experiment.drop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The rows of autoresearch's {@code results.tsv}, in both dialects: no quoting, comments above,
 * perhaps a last line that is still being written.
 */
final class TableElements implements Elements {
  private final Lines lines;
  private final TableHead head = new TableHead();
  private TableRows rows;
  private Element next;

  TableElements(InputStream in) {
    this.lines = new Lines(in);
    this.next = readNext();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Element next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    Element element = next;
    next = readNext();
    return element;
  }

  @Override
  public List<String> notes() {
    return List.of(rows == null ? "this table has no rows yet" : rows.note());
  }

  private Element readNext() {
    try {
      while (lines.next()) {
        if (lines.isTooLong()) {
          return new Element.Unreadable(lines.number(), Lines.TOO_LONG);
        }
        Optional<Element> element = lines.isBlank() ? Optional.empty() : element();
        if (element.isPresent()) {
          return element.get();
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("the drop broke off after line " + lines.number(), e);
    }
  }

  /** Empty for what stands above the rows. */
  private Optional<Element> element() throws IOException {
    try {
      String line = lines.text();
      if (rows != null) {
        return line.startsWith("#")
            ? Optional.empty()
            : Optional.of(rows.element(lines.number(), line, lines.isEnded()));
      }
      head.columns(line).ifPresent(names -> rows = new TableRows(names, head.direction(names)));
      return Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.of(new Element.Unreadable(lines.number(), "is no UTF-8 text"));
    }
  }
}
