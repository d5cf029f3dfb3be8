package ai.organized.flywheel.account.meta;

import ai.organized.flywheel.account.source.Reading;

/**
 * Meta being read by both ways at the same time, each with its own breaker and its own use of the
 * time; once all was asked, each has the account as both of them told it.
 */
public record MetaReadings(Reading<MetaAccount> tools, Reading<MetaAccount> graph) {}
