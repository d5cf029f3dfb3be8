package ai.organized.flywheel.sandbox.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every request since the start, in the order in which they had arrived whole. */
public final class RequestLog {
  private final List<RecordedRequest> requests = new ArrayList<>();

  synchronized RecordedRequest arrived(
      String method, String path, Map<String, String> headers, byte[] body) {
    RecordedRequest request =
        new RecordedRequest(requests.size() + 1, method, path, headers, body, null);
    requests.add(request);
    return request;
  }

  /** Sets the status of a request; null says that the answer did not get out after all. */
  synchronized void answered(int number, Integer status) {
    requests.set(number - 1, requests.get(number - 1).withStatus(status));
  }

  public synchronized List<RecordedRequest> all() {
    return List.copyOf(requests);
  }

  public synchronized long bytesReceived() {
    return requests.stream().mapToLong(request -> request.body().length).sum();
  }
}
