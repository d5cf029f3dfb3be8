package ai.organized.flywheel.train.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerAddressTest {
  @ParameterizedTest
  @CsvSource({
    "me@Studio.lan, ssh://studio.lan:22, studio.lan",
    "me@studio.lan:2222, ssh://studio.lan:2222, [studio.lan]:2222",
    "a.b_c-d@10.0.0.7:22, ssh://10.0.0.7:22, 10.0.0.7",
    "me@[FD00::7]:2200, ssh://[fd00::7]:2200, [fd00::7]:2200"
  })
  void addressSaysWhereTheDataGoesAndHowKnownHostsNamesIt(
      String text, String uri, String knownHosts) {
    TrainerAddress address = TrainerAddress.parse(text);

    assertThat(address.uri()).hasToString(uri);
    assertThat(address.knownHostsForm()).isEqualTo(knownHosts);
    assertThat(TrainerAddress.parse(address.toString())).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "studio.lan",
        "me@",
        "@studio",
        "me@studio:0",
        "me@studio:65536",
        "me@studio:x",
        "me@-oProxyCommand=x",
        "-l@studio",
        "me@a@b",
        "me@studio/x",
        "me@gpu_box",
        "me@fd00::7",
        "me@studio.lan ",
        "me@studio\n"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThatThrownBy(() -> TrainerAddress.parse(text))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("flywheel.trainer.host");
  }
}
