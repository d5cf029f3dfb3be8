package ai.organized.flywheel.redact.personal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.PlantedSecrets;
import ai.organized.flywheel.fixtures.RandomCharacters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResidualScanTest {
  private final ResidualScan scan = new ResidualScan(Clients.NAMES, Clients.IDS);

  /** National numbers of telephones look like ids from far away: they are not its concern. */
  @ParameterizedTest(name = "{0}")
  @EnumSource(value = PersonalValues.class, mode = EnumSource.Mode.EXCLUDE, names = "PHONE_AT_HOME")
  void aValueThatNobodyTookOutIsFound(PersonalValues kind) {
    RandomCharacters random = new RandomCharacters(kind.name().hashCode());
    int found = 0;
    int planted = 0;
    for (int i = 0; i < 300; i++) {
      String value = kind.made(random).spellings().get(0);
      String text = "Form field 3 = " + value + ", unhashed";
      found += scan.scan(text).containsKey(kind.label()) ? 1 : 0;
      planted++;
    }

    System.out.println(kind + ": " + found + " of " + planted);
    assertThat(found / (double) planted).isGreaterThanOrEqualTo(0.75);
  }

  @Test
  void kindAndCountAreToldAndNeverTheValue() {
    String token = PlantedSecrets.GITHUB_TOKEN.planted(new RandomCharacters(1)).secret();

    assertThat(scan.scan("Jane: j@example.com, b@example.com, 203.0.113.7; " + token))
        .isEqualTo(Map.of("name", 1, "email", 2, "ip", 1, "token", 1));
  }

  @Test
  void whatIsWrittenWithPercentSignsOrBetweenInvisibleSignsIsSeen() {
    assertThat(scan.scan("?e=joe.q%40example.com&f=1")).containsOnlyKeys("email");
    assertThat(scan.scan("?t=%2B12025550143")).containsOnlyKeys("phone");
    assertThat(scan.scan("joe.q@exa\u200bmple.com")).containsOnlyKeys("email");
    assertThat(scan.scan("100% of %zz and %")).isEmpty();
  }

  @Test
  void placeholdersAndKnownIdsAreNoRemains() {
    assertThat(scan.scan("[email:3f9a1c22] [card:12345678] [redacted:jwt] 4111111111111111"))
        .isEmpty();
    assertThat(new ResidualScan(List.of(), List.of()).scan("4111111111111111"))
        .isEqualTo(Map.of("card", 1));
  }
}
