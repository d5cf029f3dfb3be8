package ai.organized.flywheel.account.googleads;

import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.mcp.McpSession;
import ai.organized.flywheel.redact.Redactions;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** GAQL in, rows out: a conversation about one account, in whichever dialect the server speaks. */
final class GaqlSession implements AutoCloseable {
  private final Supplier<McpSession> opening;
  private final AdsCustomer customer;
  private final Redactions redactions;
  private McpSession session;
  private Dialect dialect;

  /**
   * @param opening called anew whenever the first question is asked again
   */
  GaqlSession(Supplier<McpSession> opening, AdsCustomer customer, Redactions redactions) {
    this.opening = opening;
    this.customer = customer;
    this.redactions = redactions;
  }

  AdsCustomer customer() {
    return customer;
  }

  Redactions redactions() {
    return redactions;
  }

  /**
   * @return the tool that will be called
   */
  String open() {
    close();
    session = opening.get();
    try {
      dialect = FindDialect.among(session.tools());
      return dialect.tool();
    } catch (FailureException e) {
      close();
      throw e;
    }
  }

  /** Without secrets and e-mail addresses: they are taken out before anything is read. */
  List<Row> ask(Gaql query) {
    List<Row> rows = new ArrayList<>();
    redactions
        .clean(AnsweredRows.in(session.call(dialect.tool(), dialect.arguments(query, customer))))
        .forEach(row -> rows.add(Row.of((ObjectNode) row)));
    return rows;
  }

  /** Of a query that has one by its nature. */
  Row askForOne(Gaql query) {
    return ask(query).stream()
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    "google_ads_answer",
                    "the Google Ads server sent no row about the " + query.resource()));
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }
}
