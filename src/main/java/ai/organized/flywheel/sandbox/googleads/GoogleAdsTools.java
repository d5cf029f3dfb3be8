package ai.organized.flywheel.sandbox.googleads;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.mcp.ServedTool;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The tools of four servers that give access to Google Ads accounts, over accounts that a
 * description tells of (its form: {@code AdsAccounts}). They refuse what the real API refuses, each
 * server in its own words.
 */
public final class GoogleAdsTools {
  /** Which server is played. */
  public enum Dialect {
    /** googleads/google-ads-mcp, of April 2026. */
    OFFICIAL,
    /** The same since it puts the namespace before every name. */
    OFFICIAL_NAMESPACED,
    /** google-marketing-solutions/google_ads_mcp 0.7. */
    EXECUTE_GAQL,
    /** Pipeboard's hosted server; its answers as its callers read them. */
    PIPEBOARD,
    /** TrueClicks (gaql.app). */
    TRUECLICKS
  }

  private final AdsAccounts accounts;

  /**
   * @param clock says which day is today
   */
  public GoogleAdsTools(List<ObjectNode> descriptions, Clock clock) {
    this.accounts = new AdsAccounts(descriptions, clock);
  }

  /**
   * @param descriptions JSON files; their accounts are served side by side
   */
  public static GoogleAdsTools read(Clock clock, Path... descriptions) {
    List<ObjectNode> read = new ArrayList<>();
    for (Path file : descriptions) {
      try {
        byte[] json = Files.readAllBytes(file);
        read.add(
            Json.readObject(json)
                .orElseThrow(() -> new IllegalArgumentException(file + " is no JSON object")));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }
    return new GoogleAdsTools(read, clock);
  }

  public List<ServedTool> speaking(Dialect dialect) {
    return switch (dialect) {
      case OFFICIAL -> new OfficialAdsServer(accounts, false).tools();
      case OFFICIAL_NAMESPACED -> new OfficialAdsServer(accounts, true).tools();
      case EXECUTE_GAQL -> new ExecuteGaqlServer(accounts).tools();
      case PIPEBOARD -> new PipeboardAdsServer(accounts).tools();
      case TRUECLICKS -> new TrueClicksServer(accounts).tools();
    };
  }
}
