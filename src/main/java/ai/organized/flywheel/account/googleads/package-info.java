/**
 * Google Ads through an MCP server, whichever of four dialects it speaks: GAQL in, rows out.
 *
 * <p>{@link ai.organized.flywheel.account.googleads.GoogleAds} says what is asked, one class a
 * question ({@code AskCampaigns} …); {@code GaqlSession} asks it in the {@code Dialect} that the
 * server's tools show; {@code Row} makes the answers alike. What looks wrong is judged in {@code
 * PerformanceFlags} and {@code SetupFlags}.
 */
package ai.organized.flywheel.account.googleads;
