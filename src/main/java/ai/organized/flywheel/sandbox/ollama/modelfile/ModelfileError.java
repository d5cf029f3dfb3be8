package ai.organized.flywheel.sandbox.ollama.modelfile;

/** A Modelfile that Ollama does not take, in its words. */
public final class ModelfileError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelfileError(String message) {
    super(message, null, false, false);
  }

  static ModelfileError at(int line, String message) {
    return new ModelfileError("(line " + line + "): " + message);
  }

  static ModelfileError unexpectedEnd(String read) {
    return new ModelfileError("unexpected EOF" + (read.isEmpty() ? "" : ": " + read));
  }
}
