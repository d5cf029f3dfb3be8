/**
 * Tag Manager containers: an export, or what its API tells, becomes a {@link
 * ai.organized.flywheel.account.gtm.GtmContainer}.
 */
package ai.organized.flywheel.account.gtm;
