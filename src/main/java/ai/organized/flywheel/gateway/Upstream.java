package ai.organized.flywheel.gateway;

import ai.organized.flywheel.serve.ModelPlace;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.RequestOptions;

/**
 * Where a request goes.
 *
 * @param options of a request to its address, without headers
 * @param breaker of this model at this address
 */
record Upstream(
    HttpClient http, RequestOptions options, ModelPlace place, CircuitBreaker breaker) {}
