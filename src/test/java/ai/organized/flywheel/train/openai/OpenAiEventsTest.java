package ai.organized.flywheel.train.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.train.PaperJob;
import ai.organized.flywheel.train.TrainingEvent;
import ai.organized.flywheel.train.TrainingJob;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiEventsTest {
  @TempDir Path folder;
  private Provider provider;

  @BeforeEach
  void open() {
    provider = new Provider();
  }

  @AfterEach
  void close() {
    provider.close();
  }

  private List<TrainingEvent> read(String events) {
    TrainingJob job = provider.job(folder, "acme", 1).withJob("ftjob-1");
    return provider.answering(200, events).events(job);
  }

  @Test
  void eventsOfManyPagesComeInOrderAndEndWithTheFinalLoss() {
    TrainingJob uploaded = provider.uploaded(provider.job(folder, "acme", 1));
    TrainingJob job = uploaded.withJob(provider.tuner(OptionalInt.of(30)).createJob(uploaded));
    provider.tuner.poll(job);
    List<TrainingEvent> half = provider.tuner.events(job);
    provider.tuner.poll(job);

    List<TrainingEvent> rest =
        provider.tuner.events(PaperJob.told(job, half.get(half.size() - 1).id()));

    assertThat(half).first().extracting(TrainingEvent::message).asString().startsWith("Created");
    assertThat(half.size() + rest.size()).isEqualTo(12 * 30 + 6);
    assertThat(rest).hasSizeGreaterThan(200).doesNotContainAnyElementsOf(half);
    assertThat(rest.get(rest.size() - 3).message()).isEqualTo("step 360/360, loss 0.4000");
    assertThat(rest.get(rest.size() - 1).message()).contains("successfully completed");
    assertThat(rest.get(rest.size() - 2).message()).startsWith("New fine-tuned model created: ft:");
  }

  @Test
  void aServerThatDoesNotPageIsReadOnce() {
    String page = "{\"data\":[{\"id\":\"e-2\"},{\"id\":\"e-1\"}],\"has_more\":true}";

    assertThat(read(page)).extracting(TrainingEvent::id).containsExactly("e-1", "e-2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"id":"e","message":"m","data":{"step":4,"total_steps":9}}       | info  | step 4/9
          {"id":"e","level":"warn","message":"Job started","data":{}}      | warn  | Job started
          {"id":"e","level":"warning","message":"m","data":null}           | warn  | m
          {"id":"e","level":"error","message":"a\\nb"}                     | error | a b
          {"id":"e","message":null}                                        | info  | no message
          {"id":"e","data":{"step":1,"total_steps":2,"train_loss":1.5,"valid_loss":2}} | info | step 1/2, loss 1.5000, valid loss 2.0000
          """)
  void anEventIsOneLine(String event, String level, String line) {
    TrainingEvent told = read("{\"data\":[" + event + "]}").get(0);

    assertThat(told.level()).isEqualTo(level);
    assertThat(told.message()).isEqualTo(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock = "{\"data\":[]}\n{}\n{\"data\":[{\"id\":\"a/b\"}]}\n{\"data\":[{}]}\n{\"data\":7}")
  void whatIsNoEventIsLeftOut(String events) {
    assertThat(read(events)).isEmpty();
  }

  @Test
  void aServerWithoutEventsTellsNone() {
    TrainingJob job = provider.job(folder, "acme", 1).withJob("ftjob-1");

    assertThat(provider.answering(404, "{}").events(job)).isEmpty();
  }
}
