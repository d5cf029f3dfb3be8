package ai.organized.flywheel.account.googleads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnsweredRowsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"campaign.id\": 1}, {\"campaign.id\": 2}]",
        "{\"result\": [{\"campaign.id\": 1}, {\"campaign.id\": 2}]}",
        "{\"data\": [{\"campaign.id\": 1}, {\"campaign.id\": 2}]}",
        "{\"results\": [{\"campaign\": {\"id\": \"1\"}}, {\"campaign\": {\"id\": \"2\"}}],"
            + " \"fieldMask\": \"campaign.id\"}",
        "[{\"results\": [{\"campaign\": {\"id\": 1}}], \"fieldMask\": \"campaign.id\"},"
            + " {\"results\": [{\"campaign\": {\"id\": 2}}], \"fieldMask\": \"campaign.id\"}]",
        "{\"campaign.id\": 1}{\"campaign.id\": 2}",
        "Query result:\n[{\"campaign.id\": 1}, {\"campaign.id\": 2}]"
      })
  void rowsAreFoundHoweverTheyAreWrapped(String answer) {
    assertThat(AnsweredRows.in(new TextNode(answer))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"results\": []}",
        "{\"data\": []}",
        "{\"fieldMask\": \"campaign.id\", \"requestId\": \"x\"}",
        "[{\"fieldMask\": \"campaign.id\"}]"
      })
  void noRowsAreAnEmptyList(String answer) {
    assertThat(AnsweredRows.in(json(answer))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"ok\": true}",
        "{\"error\": {\"message\": \"no\"}}",
        "{\"results\": {\"campaign.id\": 1}, \"error\": \"no\"}",
        "[1]",
        "null",
        "\"\"",
        "\"Your session has ended, log in again.\"",
        "\"<html>\""
      })
  void whatIsNoListOfRowsIsRefusedAndNotTakenForNone(String answer) {
    assertThatThrownBy(() -> AnsweredRows.in(json(answer)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("no list of rows");
  }

  private static JsonNode json(String text) {
    try {
      return AdsServer.JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
