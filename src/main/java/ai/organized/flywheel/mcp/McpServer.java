package ai.organized.flywheel.mcp;

import ai.organized.flywheel.settings.Secret;
import ai.organized.flywheel.settings.Settings.ToolServer;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One server of the Model Context Protocol, as it is configured.
 *
 * @param name of the source, for messages: {@code google_ads}
 * @param setting name of the setting that holds the address, for messages: {@code
 *     GOOGLE_ADS_MCP_URL}
 * @param headers sent with every request, Authorization among them
 */
public record McpServer(String name, String setting, URI address, Map<String, Secret> headers) {

  /** Empty when no address is configured. */
  public static Optional<McpServer> of(String name, String setting, ToolServer configured) {
    return configured
        .address()
        .map(address -> new McpServer(name, setting, address, headers(configured)));
  }

  private static Map<String, Secret> headers(ToolServer configured) {
    Map<String, Secret> headers = new LinkedHashMap<>();
    if (configured.token().isSet()) {
      headers.put("Authorization", new Secret("Bearer " + configured.token().value()));
    }
    for (String pair : configured.headers().value().split("\\|", -1)) {
      String[] nameAndValue = pair.split(":", 2);
      if (nameAndValue.length == 2) {
        headers.put(nameAndValue[0].strip(), new Secret(nameAndValue[1].strip()));
      }
    }
    return headers;
  }

  /** The settings that hold its token and its headers, which stand beside that of its address. */
  String keySettings() {
    String stem = setting.replaceFirst("_URL$", "");
    return stem + "_TOKEN or " + stem + "_HEADERS";
  }

  /** Whether the path says that this is the transport of 2024-11-05, as mcp.gaql.app's does. */
  boolean namesTheOldTransport() {
    return Arrays.asList(address.getPath().split("/", -1)).contains("sse");
  }

  /** Without path and query: addresses of real servers carry tokens in both. */
  @Override
  public String toString() {
    return name + " at " + place(address);
  }

  static String place(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return address.getScheme() + "://" + address.getHost() + port;
  }
}
