package ai.organized.flywheel.serve;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.dataset.UsableExamples;
import ai.organized.flywheel.dataset.UsableExamples.Stamp;
import ai.organized.flywheel.dataset.UsableExamples.Usable;
import ai.organized.flywheel.embed.Embedder;
import ai.organized.flywheel.embed.Words;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The past solutions of a client that are nearest to a question, by an index in memory. It is built
 * behind the requests; what is not there in time is left out, because an answer without them is
 * better than none.
 */
public final class PastSolutions {
  private static final Logger LOG = LoggerFactory.getLogger(PastSolutions.class);

  /** How long a request waits for them, all together. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** How long of that for an index that is being built; there must be time left to ask it. */
  private static final Duration BUILD_PATIENCE = Duration.ofMillis(1_500);

  /** Whoever failed is not asked again for so long: each request would wait for it. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  /** Questions looked for at a time; one more goes without. */
  private static final int AT_A_TIME = 8;

  /** Characters of a question: its beginning says what it is about. */
  private static final int LONGEST_QUESTION = 8_000;

  private final Clients clients;
  private final UsableExamples examples;
  private final DatasetRules rules;
  private final BuildIndex buildIndex;
  private final Embedder asking;
  private final Indexes indexes = new Indexes();
  private final Map<ClientId, Build> builds = new ConcurrentHashMap<>();
  private final Map<ClientId, Long> failedAt = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor building =
      new ThreadPoolExecutor(
          1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), PastSolutions::thread);
  private final ThreadPoolExecutor looking =
      new ThreadPoolExecutor(
          0, AT_A_TIME, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), PastSolutions::thread);

  private record Build(CompletableFuture<Void> future, long since) {
    boolean isOver(long now) {
      return future.isDone()
          && (!future.isCompletedExceptionally() || now - since > QUIET.toNanos());
    }
  }

  /**
   * @param keeping embeds examples and keeps their vectors in the store
   * @param asking embeds what callers ask and keeps nothing
   */
  public PastSolutions(
      Clients clients,
      UsableExamples examples,
      DatasetRules rules,
      Embedder keeping,
      Embedder asking) {
    this.clients = clients;
    this.examples = examples;
    this.rules = rules;
    this.buildIndex = new BuildIndex(examples, keeping);
    this.asking = asking;
    building.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "past-solutions");
    thread.setDaemon(true);
    return thread;
  }

  /** The nearest first, so many at most; fewer, or none, when they are not there in time. */
  List<Usable> nearest(ClientId client, String question, int most) {
    if (most == 0 || !Words.areIn(question) || isQuiet(client)) {
      return List.of();
    }
    String begins = question.substring(0, Math.min(question.length(), LONGEST_QUESTION));
    Future<List<Usable>> found;
    try {
      found = looking.submit(() -> look(client, begins, most));
    } catch (RejectedExecutionException e) {
      return List.of(); // all are at work for others
    }
    try {
      return found.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      found.cancel(true);
      quiet(client, new UnavailableException("not there within " + PATIENCE.toSeconds() + " s"));
    } catch (ExecutionException e) {
      quiet(client, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return List.of();
  }

  private boolean isQuiet(ClientId client) {
    Long failed = failedAt.get(client);
    return failed != null && System.nanoTime() - failed < QUIET.toNanos();
  }

  private void quiet(ClientId client, Throwable why) {
    failedAt.put(client, System.nanoTime());
    LOG.warn(
        "The fallback of client {} answers without past solutions for {} s: {}",
        client,
        QUIET.toSeconds(),
        root(why).getMessage());
  }

  private static Throwable root(Throwable thrown) {
    boolean wraps = thrown instanceof ExecutionException || thrown instanceof CompletionException;
    return wraps && thrown.getCause() != null ? root(thrown.getCause()) : thrown;
  }

  private List<Usable> look(ClientId client, String question, int most)
      throws InterruptedException, ExecutionException {
    double threshold = clients.config(client).scoreThreshold().orElse(rules.scoreThreshold());
    Index index = index(client, examples.stamp(client, threshold));
    if (index == null || index.isEmpty()) {
      return List.of();
    }
    List<float[]> asked = asking.embed(client, List.of(question));
    // Twice as many: what a build has set aside meanwhile is left out by the second look.
    List<String> ids = index.nearest(asked.get(0), 2 * most);
    Map<String, Usable> usable = new LinkedHashMap<>();
    examples.among(client, threshold, ids).forEach(example -> usable.put(example.id(), example));
    List<Usable> nearest = new ArrayList<>();
    for (String id : ids) {
      if (usable.containsKey(id) && nearest.size() < most) {
        nearest.add(usable.get(id));
      }
    }
    return nearest;
  }

  /** Null while it is being built for the first time, or after another dataset. */
  private Index index(ClientId client, Stamp now) throws InterruptedException, ExecutionException {
    Index index = indexes.of(client);
    if (index != null && index.stamp().equals(now)) {
      return index;
    }
    Build build = build(client, now);
    if (index != null && now.stillHolds(index.stamp())) {
      return index; // only more examples: the next request has them
    }
    long left = BUILD_PATIENCE.toNanos() - (System.nanoTime() - build.since());
    try {
      build.future().get(Math.max(0, left), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return null; // whoever comes later does not wait for it at all
    }
    Index built = indexes.of(client);
    return built != null && now.stillHolds(built.stamp()) ? built : null;
  }

  /** One at a time; one that failed is not begun again at once. */
  private Build build(ClientId client, Stamp stamp) {
    long now = System.nanoTime();
    return builds.compute(
        client,
        (same, before) ->
            before != null && !before.isOver(now)
                ? before
                : new Build(
                    CompletableFuture.runAsync(
                        () -> indexes.put(client, buildIndex.of(client, stamp)), building),
                    now));
  }
}
