/**
 * Why something did not happen, by what to do next: {@link RefusedException} (the data is wrong),
 * {@link UnavailableException} (the world is busy), {@link BrokenException} (we are wrong). Each
 * answers the same three questions: HTTP status, log level, worth another try.
 */
package ai.organized.flywheel.failure;
