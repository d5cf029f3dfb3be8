package ai.organized.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class FullDiskTest {
  @Test
  void itIsSeenThroughWhateverItIsWrappedIn() {
    IOException file = new IOException("No space left on device");

    assertThat(FullDisk.isBehind(new UncheckedIOException("cannot write v1.jsonl", file))).isTrue();
    assertThat(FullDisk.isBehind(new IllegalStateException(new SQLException("full", "", 13))))
        .isTrue();
    assertThat(FullDisk.isBehind(new SQLException("shared memory", "", 10 | 19 << 8))).isTrue();
  }

  @Test
  void anotherFailureIsAnother() {
    assertThat(FullDisk.isBehind(new IOException("Connection reset"))).isFalse();
    assertThat(FullDisk.isBehind(new SQLException("constraint", "", 19))).isFalse();
  }
}
