package ai.organized.flywheel.redact.personal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.RandomCharacters;
import ai.organized.flywheel.redact.personal.PersonalValues.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How much of what is planted is found, and how much of what is none is left alone. */
class RecallTest {
  private static final int VALUES = 400;

  @ParameterizedTest(name = "{0}")
  @EnumSource(PersonalValues.class)
  void almostAllValuesOfAKindAreFound(PersonalValues kind) {
    RedactPersonal personal = Clients.redactOf("acme");
    RandomCharacters random = new RandomCharacters(kind.name().hashCode());
    List<String> missed = new ArrayList<>();
    int planted = 0;
    for (int i = 0; i < VALUES; i++) {
      Value value = kind.made(random);
      for (int s = 0; s < value.spellings().size(); s++) {
        String text = RunningTexts.with(value.spellings().get(s), random);
        Redacted redacted = personal.redact(text);
        planted++;
        if (redacted.counts().getOrDefault(kind.label(), 0) != 1
            || redacted.text().contains(value.core().get(s))) {
          missed.add(text);
        }
      }
    }
    System.out.println(kind + ": " + missed.size() + " missed of " + planted + " " + missed);
    assertThat(missed.size() / (double) planted).as("%s", missed).isLessThanOrEqualTo(0.02);
  }

  @Test
  void textsFullOfIdsStayAndRaiseNoAlarm() {
    RedactPersonal personal = Clients.redactOf("acme");
    ResidualScan scan = new ResidualScan(Clients.NAMES, Clients.IDS);
    List<String> texts = IdTexts.of(1, 6_200);

    List<String> hit =
        texts.stream().filter(text -> !personal.redact(text).text().equals(text)).toList();
    List<String> alarms = texts.stream().filter(text -> !scan.scan(text).isEmpty()).toList();

    System.out.println(hit.size() + " hit, " + alarms.size() + " alarms of " + texts.size());
    assertThat(hit).hasSizeLessThanOrEqualTo(texts.size() / 100);
    assertThat(alarms).hasSizeLessThanOrEqualTo(texts.size() / 1_000);
  }
}
