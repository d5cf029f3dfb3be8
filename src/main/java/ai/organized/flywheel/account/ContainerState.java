package ai.organized.flywheel.account;

import ai.organized.flywheel.account.gtm.DraftChanges;
import ai.organized.flywheel.account.gtm.GtmContainer;
import ai.organized.flywheel.account.source.Source;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * One container of a client: what visitors get when that is known, else the workspace.
 *
 * @param draft what the workspace would change; unknown when only one of the two is known
 */
public record ContainerState(
    @JsonUnwrapped GtmContainer container,
    @JsonProperty("published_vs_draft_diff") Source<DraftChanges> draft) {}
