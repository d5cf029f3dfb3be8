package ai.organized.flywheel.train.mlx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunReportTest {
  private static final String LOG =
      """
      log:
      1795289214 flywheel: training
      1795289214 Starting training..., iters: 300
      1795289214 Iter 120: Train loss 1.411, Learning Rate 1.000e-05
      """;

  @Test
  void aRunningTrainingSaysHowFarItIs() {
    RunReport report = RunReport.read(told("live", "running", "null", "training") + LOG);

    assertThat(report.isRunning()).isTrue();
    assertThat(report.inWords()).isEqualTo("training — iteration 120/300");
  }

  @Test
  void whatSaysNothingAndIsDeadIsDead() {
    assertThat(RunReport.read("attempt=1\nlife=dead\nstatus=\niters=\nlog:\n").isDead()).isTrue();
    assertThat(RunReport.read(told("dead", "running", "null", "training") + LOG).isDead()).isTrue();
    assertThat(RunReport.read(told("dead", "failed", "1", "fusing") + LOG).isDead()).isFalse();
    assertThat(RunReport.read("attempt=0\n").isDead()).isFalse();
  }

  @Test
  void theReasonIsTheLastErrorWithoutColoursOnOneLine() {
    RunReport report =
        RunReport.read(
            told("dead", "failed", "1", "importing")
                + "log:\n1795289214 \u001b[?25lgathering model components\u001b[K\n"
                + "1795289215 Error: unsupported architecture \"Qwen3ForCausalLM\"\n");

    assertThat(FailureReason.of(report))
        .isEqualTo(
            "importing ended with exit code 1: Error: unsupported architecture"
                + " \"Qwen3ForCausalLM\"");
  }

  @Test
  void aToolThatIsNotThereIsNamed() {
    RunReport report =
        RunReport.read(
            told("dead", "failed", "127", "training")
                + "log:\n1795289214 ./run.sh: 12: mlx_lm.lora: not found\n");

    assertThat(FailureReason.of(report)).contains("mlx_lm.lora: not found");
  }

  private static String told(String life, String state, String exit, String step) {
    return """
        attempt=2
        life=%s
        status={"state":"%s","exit":%s,"step":"%s","attempt":2}
        iters=
        """
        .formatted(life, state, exit, step);
  }
}
