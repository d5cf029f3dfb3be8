package ai.organized.flywheel.demo;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.settings.SettingsReader;
import ai.organized.flywheel.wiring.FreePort;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The settings under which the loop plays against a sandbox, on free ports; nothing of the user's
 * file or environment counts.
 */
public final class SandboxSettings {
  private SandboxSettings() {}

  /**
   * @param more settings by their names in the environment, over the usual ones
   */
  public static Settings of(Path home, Path data, Sandbox sandbox, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("FLYWHEEL_DATA_DIR", data.toString());
    environment.put("FLYWHEEL_PORT", String.valueOf(FreePort.any()));
    environment.put("FLYWHEEL_MANAGEMENT_PORT", String.valueOf(FreePort.any()));
    environment.put("FLYWHEEL_POLL_SECONDS", "1");
    environment.put("OPENAI_BASE_URL", sandbox.openAiBase().toString());
    environment.put("OPENAI_API_KEY", SandboxOptions.DEFAULT_API_KEY);
    environment.put("SLACK_WEBHOOK_URL", sandbox.slackWebhook().toString());
    // The sandbox has a local address but plays the outside world.
    environment.put("FLYWHEEL_EGRESS_OUTSIDE_HOSTS", sandbox.openAiBase().getAuthority());
    environment.putAll(more);
    return SettingsReader.read(home, new Properties(), environment);
  }
}
