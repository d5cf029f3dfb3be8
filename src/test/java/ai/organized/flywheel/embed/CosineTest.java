package ai.organized.flywheel.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CosineTest {
  @Test
  void sameDirectionIsOneAndRightAngleIsZero() {
    assertThat(Cosine.of(new float[] {0.6f, 0.8f}, new float[] {0.6f, 0.8f}))
        .isCloseTo(1, within(1e-6));
    assertThat(Cosine.of(new float[] {1, 0}, new float[] {0, 1})).isZero();
    assertThat(Cosine.of(new float[] {1, 0}, new float[] {0.6f, 0.8f}))
        .isCloseTo(0.6, within(1e-6));
  }

  @Test
  void vectorsOfTwoMethodsAreNotCompared() {
    assertThatThrownBy(() -> Cosine.of(new float[2], new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("vectors of 2 and 3 parts");
  }
}
