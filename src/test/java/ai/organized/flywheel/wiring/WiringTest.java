package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.RouteFiles;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Camel does not check at start: that every call in a route meets something that answers. */
class WiringTest {
  @TempDir static Path data;
  private static RunningLoop loop;

  @BeforeAll
  static void start() {
    loop = RunningLoop.start(data, Map.of());
  }

  @AfterAll
  static void stop() {
    loop.close();
  }

  private static CamelContext context() {
    return loop.application().context();
  }

  @Test
  void everyRouteFileIsLoaded() {
    Set<String> ids =
        RouteFiles.routes().stream().map(r -> r.path("id").asText()).collect(Collectors.toSet());

    assertThat(context().getRoutes())
        .extracting(r -> r.getId())
        .containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void everyCalledDirectRouteIsServed() {
    Set<String> served =
        RouteFiles.routes().stream()
            .map(r -> r.path("from").path("uri").asText())
            .collect(Collectors.toSet());

    for (JsonNode uri : RouteFiles.each("uri")) {
      if (uri.asText().startsWith("direct:")) {
        assertThat(served).contains(uri.asText());
      }
    }
  }

  @Test
  void everyBeanStepCallsAMethodThatIsThere() {
    for (JsonNode step : RouteFiles.each("bean")) {
      String ref = step.path("ref").asText();
      Object bean = context().getRegistry().lookupByName(ref);
      assertThat(bean).as("bean " + ref).isNotNull();
      assertMethod(ref, bean.getClass(), step.path("method").asText(""));
    }
  }

  private static void assertMethod(String ref, Class<?> type, String call) {
    List<Method> own =
        Arrays.stream(type.getDeclaredMethods())
            .filter(m -> Modifier.isPublic(m.getModifiers()) && !m.isSynthetic())
            .toList();
    if (call.isEmpty()) {
      assertThat(own).as(ref + " is called without a method, so it must have one").hasSize(1);
      return;
    }
    String name = call.replaceAll("[(].*", "");
    String arguments = call.contains("(") ? call.replaceAll("^[^(]*[(]|[)]$", "") : null;
    List<Method> named = own.stream().filter(m -> m.getName().equals(name)).toList();
    assertThat(named).as(ref + "." + name).isNotEmpty();
    if (arguments == null) {
      assertThat(named)
          .as(ref + "." + name + " without arguments, of which Camel picks any")
          .hasSize(1);
    } else {
      int count = arguments.isEmpty() ? 0 : arguments.split(",").length;
      assertThat(named).as(ref + "." + call).anyMatch(m -> m.getParameterCount() == count);
    }
  }
}
