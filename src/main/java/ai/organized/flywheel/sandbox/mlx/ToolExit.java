package ai.organized.flywheel.sandbox.mlx;

/** The end of a program with what it says last on stderr. */
final class ToolExit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  ToolExit(int code, String lastWords) {
    super(lastWords, null, false, false);
    this.code = code;
  }

  /** An exception that nothing in a Python program caught: a traceback and exit code 1. */
  static ToolExit python(String type, String message) {
    return new ToolExit(
        1,
        "Traceback (most recent call last):\n"
            + "  File \"/venv/bin/mlx_lm\", line 8, in <module>\n"
            + "    sys.exit(main())\n"
            + type
            + ": "
            + message);
  }

  int code() {
    return code;
  }
}
