package ai.organized.flywheel.cli;

/** The command line. */
public final class Flywheel {
  private Flywheel() {}

  public static void main(String[] args) {
    System.exit(args.length);
  }
}
