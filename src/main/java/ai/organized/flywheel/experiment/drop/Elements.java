package ai.organized.flywheel.experiment.drop;

import java.util.Iterator;
import java.util.List;

/** The elements of a drop, read one at a time, whatever its size. */
public interface Elements extends Iterator<Element>, AutoCloseable {
  /** What a person should know of the drop as a whole; complete after the last element. */
  default List<String> notes() {
    return List.of();
  }

  @Override
  default void close() {}
}
