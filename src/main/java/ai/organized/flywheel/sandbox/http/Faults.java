package ai.organized.flywheel.sandbox.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers that were ordered beforehand; each is given once, in place of the real work. And answers
 * that get lost, each once, after the real work.
 */
public final class Faults {
  private record Next(String method, String pathPrefix, Reply reply) {
    boolean fits(RecordedRequest request) {
      return request.method().equals(method) && request.path().startsWith(pathPrefix);
    }
  }

  private final Map<Integer, Reply> byNumber = new HashMap<>();
  private final List<Next> next = new ArrayList<>();
  private final List<Next> lost = new ArrayList<>();

  public synchronized void at(int number, Reply reply) {
    byNumber.put(number, reply);
  }

  public synchronized void next(String method, String pathPrefix, Reply reply) {
    next.add(new Next(method, pathPrefix, reply));
  }

  public synchronized void loseNext(String method, String pathPrefix) {
    lost.add(new Next(method, pathPrefix, Reply.empty(200)));
  }

  /** Whether nobody is to hear what became of it. */
  synchronized boolean loses(RecordedRequest request) {
    return takeFrom(lost, request).isPresent();
  }

  synchronized Optional<Reply> take(RecordedRequest request) {
    Reply planned = byNumber.remove(request.number());
    if (planned != null) {
      return Optional.of(planned);
    }
    return takeFrom(next, request);
  }

  private static Optional<Reply> takeFrom(List<Next> orders, RecordedRequest request) {
    for (Iterator<Next> each = orders.iterator(); each.hasNext(); ) {
      Next candidate = each.next();
      if (candidate.fits(request)) {
        each.remove();
        return Optional.of(candidate.reply());
      }
    }
    return Optional.empty();
  }
}
