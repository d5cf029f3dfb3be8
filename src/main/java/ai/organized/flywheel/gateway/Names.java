package ai.organized.flywheel.gateway;

import io.vertx.core.http.HttpHeaders;

/** Names of headers and what stands in them, encoded once. */
final class Names {
  static final CharSequence EXPECT = HttpHeaders.createOptimized("expect");
  static final CharSequence ACCEPT = HttpHeaders.ACCEPT;
  static final CharSequence ALLOW = HttpHeaders.createOptimized("allow");
  static final CharSequence CONNECTION = HttpHeaders.CONNECTION;
  static final CharSequence CACHE_CONTROL = HttpHeaders.CACHE_CONTROL;
  static final CharSequence CONTENT_TYPE = HttpHeaders.CONTENT_TYPE;
  static final CharSequence CONTENT_LENGTH = HttpHeaders.CONTENT_LENGTH;
  static final CharSequence CONTENT_ENCODING = HttpHeaders.CONTENT_ENCODING;
  static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");
  static final CharSequence BUFFERING = HttpHeaders.createOptimized("x-accel-buffering");
  static final CharSequence TRACE = HttpHeaders.createOptimized("traceparent");
  static final CharSequence CLIENT = HttpHeaders.createOptimized("x-client-id");
  static final CharSequence CONVERSATION = HttpHeaders.createOptimized("x-conversation-id");
  static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
  static final CharSequence VERSION = HttpHeaders.createOptimized("x-model-version");
  static final CharSequence ARM = HttpHeaders.createOptimized("x-arm");
  static final CharSequence FALLBACK = HttpHeaders.createOptimized("x-fallback-used");

  static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  static final CharSequence EVENTS = HttpHeaders.createOptimized("text/event-stream");
  static final CharSequence NO_CACHE = HttpHeaders.createOptimized("no-cache");
  static final CharSequence NO = HttpHeaders.createOptimized("no");

  private Names() {}
}
