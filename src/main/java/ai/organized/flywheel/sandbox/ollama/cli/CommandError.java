package ai.organized.flywheel.sandbox.ollama.cli;

/** What ends the command with {@code Error: …} and exit code 1. */
final class CommandError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandError(String message) {
    super(message, null, false, false);
  }
}
