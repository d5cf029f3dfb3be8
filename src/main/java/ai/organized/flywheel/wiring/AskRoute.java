package ai.organized.flywheel.wiring;

import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;

/**
 * Lets what knows no Camel ask a route and wait for its answer; what the route throws is thrown.
 */
final class AskRoute<Q, A> implements Function<Q, A> {
  private final Main main;
  private final String route;
  private final Class<A> answer;
  private ProducerTemplate template;

  /**
   * @param route {@code direct:} name
   */
  AskRoute(Main main, String route, Class<A> answer) {
    this.main = main;
    this.route = route;
    this.answer = answer;
  }

  @Override
  public A apply(Q question) {
    try {
      return template().requestBody(route, question, answer);
    } catch (CamelExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Made when it is first needed: the routes have to be there. */
  private synchronized ProducerTemplate template() {
    if (template == null) {
      CamelContext context = main.getCamelContext();
      template = context.createProducerTemplate();
    }
    return template;
  }
}
