package ai.organized.flywheel.sandbox.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers that were ordered beforehand; each is given once, in place of the real work. */
public final class Faults {
  private record Next(String method, String pathPrefix, Reply reply) {
    boolean fits(RecordedRequest request) {
      return request.method().equals(method) && request.path().startsWith(pathPrefix);
    }
  }

  private final Map<Integer, Reply> byNumber = new HashMap<>();
  private final List<Next> next = new ArrayList<>();

  public synchronized void at(int number, Reply reply) {
    byNumber.put(number, reply);
  }

  public synchronized void next(String method, String pathPrefix, Reply reply) {
    next.add(new Next(method, pathPrefix, reply));
  }

  synchronized Optional<Reply> take(RecordedRequest request) {
    Reply planned = byNumber.remove(request.number());
    if (planned != null) {
      return Optional.of(planned);
    }
    for (Iterator<Next> each = next.iterator(); each.hasNext(); ) {
      Next candidate = each.next();
      if (candidate.fits(request)) {
        each.remove();
        return Optional.of(candidate.reply());
      }
    }
    return Optional.empty();
  }
}
