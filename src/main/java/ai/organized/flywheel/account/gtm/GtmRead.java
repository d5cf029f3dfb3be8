package ai.organized.flywheel.account.gtm;

import ai.organized.flywheel.account.source.Source;

/**
 * What Tag Manager itself told of one container.
 *
 * @param published what visitors get
 * @param draft what the workspace would change of it
 */
public record GtmRead(GtmExport published, Source<DraftChanges> draft) {}
