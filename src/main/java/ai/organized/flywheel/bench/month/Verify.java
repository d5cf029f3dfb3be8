package ai.organized.flywheel.bench.month;

import ai.organized.flywheel.audit.AuditEntry;
import ai.organized.flywheel.bench.month.MonthBench.Check;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a person would look for in the store after such a month. */
final class Verify {
  private static final Pattern DAYS_AHEAD = Pattern.compile("is switched off .* in (\\d+) days");

  private final World world;
  private final People people;
  private final List<AuditEntry> log;
  private final List<Check> checks = new ArrayList<>();

  Verify(World world, People people, List<AuditEntry> log) {
    this.world = world;
    this.people = people;
    this.log = log;
  }

  List<Check> checks() {
    for (String client : Cast.ALL) {
      has(client + " has a model that answers", "v", active(client));
    }
    has("the bad model of harbor was refused", "v2", versions(Cast.HARBOR, "refused"));
    has("harbor got a better one the day after", "v3", versions(Cast.HARBOR, "promoted"));
    has("what was doubtful waited for a person", "v3", versions(Cast.GRANITE, "held"));
    has("sable's wrong fixes wait for one too", "v3", versions(Cast.SABLE, "held"));
    has("orchid went back to its first version", "v1", active(Cast.ORCHID));
    has("and it is said why", "v1", versions(Cast.ORCHID, "rolled back"));
    has("willow's training failed", "v1", versions(Cast.WILLOW, "failed"));
    has("the same lines were trained elsewhere", "v1 at ollama", active(Cast.WILLOW));
    has("harbor moved to own hardware", "v4", versions(Cast.HARBOR, "migrating"));
    has("and answers from there", "v4 at ollama", active(Cast.HARBOR));
    has("lumen, which cannot, was warned in time", "31 30 7", warnings());
    has("an old model made room", "v1", versions(Cast.GRANITE, "retired"));
    is("nothing of granite left", "0 bytes", bytesOutside() + " bytes");
    is("the same file twice is one", "90 experiments", count(Cast.LUMEN) + " experiments");
    is("a torn file lies in .refused", "yes", isRefused("torn.json") ? "yes" : "no");
    is("every message was told", "0 rows", rows("notifications where sent_at is null"));
    is("lumen's channel got its own", "yes", channelsAreApart() ? "yes" : "no");
    is("one row an answer", people.asked() + " rows", rows("served_answers"));
    return checks;
  }

  private void is(String what, String expected, String found) {
    checks.add(new Check(what, found.equals(expected), found));
  }

  private void has(String what, String expected, String found) {
    checks.add(new Check(what, found.contains(expected), found));
  }

  private String active(String client) {
    return word(
            "select 'v' || version || ' at ' || provider from model_versions where client_id = :c"
                + " and state = 'active'",
            client)
        .orElse("none");
  }

  private String versions(String client, String action) {
    return log.stream()
        .filter(of(client, action))
        .flatMap(entry -> entry.version().stream())
        .map(version -> "v" + version)
        .reduce((a, b) -> a + " " + b)
        .orElse("never");
  }

  private static Predicate<AuditEntry> of(String client, String action) {
    return entry ->
        entry.action().equals(action)
            && entry.client().map(Object::toString).equals(Optional.of(client));
  }

  /** How many days before the end lumen was warned. */
  private String warnings() {
    return log.stream()
        .filter(of(Cast.LUMEN, "warned"))
        .map(entry -> DAYS_AHEAD.matcher(entry.detail()))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .collect(Collectors.joining(" "));
  }

  private long bytesOutside() {
    return world.outside().requests().stream()
        .filter(request -> names(request, Cast.GRANITE))
        .mapToLong(request -> request.body().length)
        .sum();
  }

  private static boolean names(RecordedRequest request, String client) {
    return request.path().contains(client)
        || new String(request.body(), StandardCharsets.UTF_8).contains(client);
  }

  private String count(String client) {
    return word("select count(*) from experiments where client_id = :c", client).orElse("0");
  }

  private boolean isRefused(String file) {
    Path refused = world.settings().places().experimentInbox().resolve(".refused");
    return Files.exists(refused.resolve(file));
  }

  private boolean channelsAreApart() {
    var own = world.outside().slack().messages(world.outside().slackWebhook(Cast.LUMEN).getPath());
    return !own.isEmpty()
        && own.stream().allMatch(message -> message.toString().contains(Cast.LUMEN))
        && world.outside().slackTexts().stream().noneMatch(text -> text.contains(Cast.LUMEN));
  }

  private String rows(String rows) {
    return word("select count(*) from " + rows, "").orElse("0") + " rows";
  }

  private Optional<String> word(String query, String client) {
    return world
        .database()
        .jdbi()
        .withHandle(
            handle -> {
              var wanted = handle.createQuery(query);
              if (query.contains(":c")) {
                wanted.bind("c", client);
              }
              return wanted.mapTo(String.class).findFirst();
            });
  }
}
