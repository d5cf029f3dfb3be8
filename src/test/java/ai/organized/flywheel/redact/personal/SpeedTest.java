package ai.organized.flywheel.redact.personal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.RandomCharacters;
import ai.organized.flywheel.fixtures.RandomTexts;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/**
 * Processor time that a text of about 300 characters costs, in microseconds; the bar is wide for
 * slow machines.
 */
class SpeedTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @Test
  void aTextOfThreeHundredCharactersTakesMicroseconds() {
    RedactPersonal personal = Clients.redactOf("acme");
    ResidualScan scan = new ResidualScan(Clients.NAMES, Clients.IDS);
    RandomCharacters random = new RandomCharacters(1);
    RandomTexts words = new RandomTexts(1);
    List<String> ids = IdTexts.of(1, 2000);
    List<String> plain = new ArrayList<>();
    List<String> withIds = new ArrayList<>();
    List<String> withData = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      plain.add(words.text(45));
      withIds.add(words.text(30) + " " + ids.get(i));
      PersonalValues kind = random.oneOf(List.of(PersonalValues.values()));
      String value = random.oneOf(kind.made(random).spellings());
      withData.add(words.text(35) + " " + RunningTexts.with(value, random));
    }
    for (List<String> texts : List.of(plain, withIds, withData)) {
      double redacting = micros(texts, text -> personal.redact(text).text().length());
      double scanning = micros(texts, text -> scan.scan(text).size());
      System.out.printf(
          "%d chars: redact %.1f, scan %.1f%n", texts.get(0).length(), redacting, scanning);
      assertThat(redacting).isLessThan(500);
      assertThat(scanning).isLessThan(500);
    }
  }

  private static double micros(List<String> texts, ToIntFunction<String> work) {
    double best = Double.MAX_VALUE;
    long sum = 0;
    for (int round = 0; round < 8; round++) {
      long start = THREADS.getCurrentThreadCpuTime();
      for (String text : texts) {
        sum += work.applyAsInt(text);
      }
      best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / texts.size());
    }
    assertThat(sum).isNotNegative();
    return best;
  }
}
