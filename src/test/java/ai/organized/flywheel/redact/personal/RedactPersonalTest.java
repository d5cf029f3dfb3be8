package ai.organized.flywheel.redact.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import ai.organized.flywheel.fixtures.PlantedSecrets;
import ai.organized.flywheel.fixtures.RandomCharacters;
import ai.organized.flywheel.fixtures.RandomTexts;
import ai.organized.flywheel.redact.Redactions;
import ai.organized.flywheel.redact.personal.PersonalValues.Value;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactPersonalTest {
  private final RedactPersonal personal = Clients.redactOf("acme");
  private final ResidualScan scan = new ResidualScan(Clients.NAMES, Clients.IDS);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Ask jane.q@example.com.            | Ask [email].
          ?email=j%2Btag%40example.com&v=1   | ?email=[email]&v=1
          call +1 (202) 555-0143 now         | call [phone] now
          (+44 20 7946 0123)                 | ([phone])
          +49 (0)30 23125 012, room 4        | [phone], room 4
          0044 20 7946 0123                  | [phone]
          (415) 555-0144 or 415.555.0145     | [phone] or [phone]
          phone 415-555-0146                 | phone [phone]
          customer 415-555-0146              | customer 415-555-0146
          wa.me/12025550143                  | wa.me/[phone]
          ?tel=%2B12025550143&x=1            | ?tel=[phone]&x=1
          from 203.0.113.7:443               | from [ip]:443
          allow 203.0.113.0/24               | allow [ip]/24
          http://[2001:db8::1]/x             | http://[[ip]]/x
          X-Forwarded-For: 203.0.113.7, 10.1.2.3 | X-Forwarded-For: [ip], 10.1.2.3
          Jane's cart, JANE DOE, jane-doe    | [name]'s cart, [name], [name]
          Janet and mary-jane2               | Janet and mary-jane2
          at CAFÉ ZOË; O’Brien & Sons        | at [name]; [name]
          担当は田中さん                       | 担当は[name]さん
          Musterstraße 12, musterstrasse 12  | [name], [name]
          [email:3f9a1c22] and [redacted:jwt] of Jane | [email] and [redacted:jwt] of [name]
          """)
  void whatIsPersonalGoesAndTheRestStays(String text, String expected) {
    Redacted redacted = personal.redact(text);

    assertThat(redacted.text().replaceAll("\\[([a-z]+):[0-9a-f]{8}]", "[$1]")).isEqualTo(expected);
    assertThat(scan.scan(redacted.text())).isEmpty();
    assertThat(personal.redact(redacted.text()).text()).isEqualTo(redacted.text());
    assertThat(new Redactions().clean(redacted.text())).isEqualTo(redacted.text());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void oneValueIsOnePlaceholderInAnySpellingAndAnotherForAnotherClient(long seed) {
    RandomCharacters random = new RandomCharacters(seed);
    RedactPersonal other = Clients.redactOf("other");
    for (PersonalValues kind : PersonalValues.values()) {
      Value value = kind.made(random);
      Set<String> placeholders = new HashSet<>();
      for (int i = 0; i < value.spellings().size(); i++) {
        String text = RunningTexts.plain(value.spellings().get(i), random);

        Redacted redacted = personal.redact(text);

        if (isDecimal(value.spellings().get(i))) {
          continue; // +298.201252 may be a coordinate
        }
        assertThat(redacted.text()).as(text).doesNotContain(value.core().get(i));
        assertThat(redacted.counts()).as(text).containsEntry(kind.label(), 1);
        placeholders.add(placeholderOf(kind, redacted));
        assertThat(placeholderOf(kind, other.redact(text)))
            .isNotEqualTo(placeholderOf(kind, redacted));
      }
      assertThat(placeholders).as(value.toString()).hasSize(1);
    }
  }

  private static boolean isDecimal(String spelling) {
    return spelling.matches("\\+[0-9]{1,3}\\.[0-9]{1,8}");
  }

  private static String placeholderOf(PersonalValues kind, Redacted redacted) {
    return redacted.text().replaceAll("(?s).*(\\[" + kind.label() + ":[0-9a-f]{8}]).*", "$1");
  }

  /** Any pieces glued together, so that borders fall where nobody put them. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsRedactedStaysAsItIsAndTheScanFindsNothing(long seed) {
    RandomCharacters random = new RandomCharacters(seed);
    RandomTexts texts = new RandomTexts(seed);
    List<String> ids = IdTexts.of(seed, 20);
    for (int i = 0; i < 20; i++) {
      StringBuilder text = new StringBuilder();
      for (int part = random.upTo(8); part >= 0; part--) {
        text.append(random.oneOf(List.of("", " ", ", ", "+", "-", "(", "/", ".", "%20", "\n", ":")))
            .append(piece(random, texts, ids));
      }

      Redacted once = personal.redact(text.toString());
      Redacted twice = personal.redact(once.text());

      assertThat(twice.text()).as(text.toString()).isEqualTo(once.text());
      assertThat(twice.counts()).isEmpty();
      assertThat(new Redactions().clean(once.text())).isEqualTo(once.text());
      assertThat(scan.scan(once.text())).as(text + "\n" + once.text()).isEmpty();
    }
  }

  private static String piece(RandomCharacters random, RandomTexts texts, List<String> ids) {
    return switch (random.upTo(6)) {
      case 0 -> random.oneOf(Clients.NAMES);
      case 1 -> random.oneOf(ids);
      case 2 -> texts.hostile(random.upTo(5));
      case 3 -> random.oneOf(List.of(PlantedSecrets.values())).planted(random).secret();
      default ->
          random.oneOf(random.oneOf(List.of(PersonalValues.values())).made(random).spellings());
    };
  }

  @Test
  void knownIdsStayWhateverTheyLookLike() {
    String text = "4111111111111111, call 415-555-0143, phone 4155550143, act_645790768357540";

    assertThat(personal.redact(text)).isEqualTo(new Redacted(text, new TreeMap<>()));
    assertThat(scan.scan(text)).isEmpty();
    assertThat(personal.redact("4242424242424242").counts()).isEqualTo(Map.of("card", 1));
  }

  @Test
  void rulesChangeWithAllThatChangesAText() {
    byte[] key = Clients.key();
    String rules = new RedactPersonal(key, "acme", List.of("Jane"), List.of("1234567")).rules();

    assertThat(rules).matches("1-[0-9a-f]{16}");
    assertThat(new RedactPersonal(key, "acme", List.of("Jane"), List.of("1234567")).rules())
        .isEqualTo(rules);
    assertThat(
            List.of(
                new RedactPersonal(new byte[32], "acme", List.of("Jane"), List.of("1234567")),
                new RedactPersonal(key, "other", List.of("Jane"), List.of("1234567")),
                new RedactPersonal(key, "acme", List.of("Joe"), List.of("1234567")),
                new RedactPersonal(key, "acme", List.of("Jane"), List.of())))
        .extracting(RedactPersonal::rules)
        .doesNotContain(rules)
        .doesNotHaveDuplicates();
  }

  @Test
  void tokensAreTakenOutAndCountedToo() {
    String token = PlantedSecrets.GITHUB_TOKEN.planted(new RandomCharacters(1)).secret();

    Redacted redacted = personal.redact("Jane put " + token + " and j@example.com into it");

    assertThat(redacted.text())
        .matches("\\[name:.{8}] put \\[redacted:github-token] and \\[email:.{8}] into it");
    assertThat(redacted.counts()).isEqualTo(Map.of("email", 1, "github-token", 1, "name", 1));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "1", "1 ", "+1 ", "call 1", "1.1.1.", "2001:", "DE12 ", "[email:", "jane-", "a@", "4111 ",
        "%31", "]"
      })
  void aMegabyteThatTriesToKeepTheScansBusyIsReadInReasonableTime(String part) {
    String text = part.repeat(1_000_000 / part.length()) + " jane@example.com";

    assertTimeout(
        Duration.ofSeconds(60),
        () -> assertThat(personal.redact(text).text()).endsWith("]").doesNotContain("example.com"));
    assertTimeout(Duration.ofSeconds(60), () -> assertThat(scan.scan(text)).containsKey("email"));
  }

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }
}
