package ai.organized.flywheel.train.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.RunProgram;
import ai.organized.flywheel.sandbox.trainer.ClientKeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Map;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownHostsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          me@studio.lan            | studio.lan              | true
          me@studio.lan:22         | studio.lan              | true
          me@Studio.LAN            | studio.lan              | true
          me@studio.lan            | 10.0.0.7,studio.lan     | true
          me@studio.lan            | *.lan                   | true
          me@studio.lan            | *.lan,!studio.lan       | false
          me@studio.lan            | studio                  | false
          me@studio.lan            | [studio.lan]:2222       | false
          me@studio.lan:2222       | [studio.lan]:2222       | true
          me@studio.lan:2222       | studio.lan              | false
          me@10.0.0.7              | 10.0.0.7                | true
          me@[fd00::7]             | fd00::7                 | true
          me@[fd00::7]:2222        | [fd00::7]:2222          | true
          me@[fd00::7]:2222        | fd00::7                 | false
          """)
  void hostIsFoundAsOpenSshFindsIt(String address, String names, boolean known) throws Exception {
    Path file = folder.resolve("known_hosts");
    String key = ClientKeyFile.create(folder.resolve("key"));
    Files.writeString(file, names + " " + key + " a comment\n");

    assertThat(knows(file, address, key)).isEqualTo(known);
  }

  @Test
  void hashedNamesAreFound() throws Exception {
    Assumptions.assumeTrue(RunProgram.find("ssh-keygen").isPresent(), "no ssh-keygen here");
    Path file = folder.resolve("known_hosts");
    String key = ClientKeyFile.create(folder.resolve("key"));
    Files.writeString(file, "studio.lan " + key + "\n[studio.lan]:2222 " + key + "\n");
    RunProgram.run("ssh-keygen", "-q", "-H", "-f", file.toString());

    assertThat(file).content().doesNotContain("studio");
    assertThat(knows(file, "me@studio.lan", key)).isTrue();
    assertThat(knows(file, "me@studio.lan:2222", key)).isTrue();
    assertThat(knows(file, "me@studio.lan:2200", key)).isFalse();
  }

  private static boolean knows(Path file, String address, String key)
      throws IOException, GeneralSecurityException {
    PublicKey shown =
        PublicKeyEntry.parsePublicKeyEntry(key).resolvePublicKey(null, Map.of(), null);
    return new KnownHosts(file, TrainerAddress.parse(address)).verifyServerKey(null, null, shown);
  }
}
