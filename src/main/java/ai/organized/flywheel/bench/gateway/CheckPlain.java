package ai.organized.flywheel.bench.gateway;

/** Whether a plain answer of the stub came through whole. */
final class CheckPlain {
  private static final int LENGTH = StubAnswers.bytes(StubAnswers.PLAIN).length;

  private CheckPlain() {}

  static void check(Target target, Answer answer) {
    if (answer.status() != 200 || answer.length() != LENGTH) {
      throw new IllegalStateException(
          target.name()
              + " answered with status "
              + answer.status()
              + " and "
              + answer.length()
              + " bytes of a body instead of 200 and "
              + LENGTH);
    }
  }
}
