package ai.organized.flywheel.account.stape;

/**
 * All that is ever asked of Stape's MCP server. Its tools read, change and delete alike, by their
 * argument {@code action}: what is not in this list cannot be called.
 *
 * <p>{@code get_all} is left out because it tells of every other client's container; the tool of
 * power-ups because it only switches them.
 */
enum StapeQuestion {
  CONTAINER("stape_container_crud", "get", "identifier"),
  DOMAINS("stape_container_domains", "list", "container");

  private final String tool;
  private final String action;
  private final String container;

  StapeQuestion(String tool, String action, String container) {
    this.tool = tool;
    this.action = action;
    this.container = container;
  }

  String tool() {
    return tool;
  }

  String action() {
    return action;
  }

  /** Name of the argument that says which container is meant. */
  String container() {
    return container;
  }
}
