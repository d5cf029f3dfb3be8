package ai.organized.flywheel.wiring;

import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.LifecycleStrategySupport;

/** Closes what routes and servers still fill while they stop: after them, and before the store. */
final class CloseAfterRoutes extends MainListenerSupport {
  private final Runnable close;

  CloseAfterRoutes(Runnable close) {
    this.close = close;
  }

  @Override
  public void beforeInitialize(BaseMainSupport main) {
    main.getCamelContext()
        .addLifecycleStrategy(
            new LifecycleStrategySupport() {
              @Override
              public void onContextStopped(CamelContext context) {
                close.run();
              }
            });
  }
}
