package ai.organized.flywheel.validate;

import com.fasterxml.jackson.annotation.JsonProperty;

/** An error makes a file not ready; a warning is for a person to look at. */
public enum Severity {
  @JsonProperty("error")
  ERROR,
  @JsonProperty("warning")
  WARNING
}
