package ai.organized.flywheel.account.meta;

import ai.organized.flywheel.account.meta.MetaAccount.AdAccount;
import ai.organized.flywheel.account.meta.MetaAccount.Audience;
import ai.organized.flywheel.account.meta.MetaAccount.Campaign;
import ai.organized.flywheel.account.meta.MetaAccount.Pixel;
import java.util.List;

/** A way to ask about an ad account, {@code act_…}: an MCP server or the Graph API. */
interface AdAccounts {
  AdAccount account(String adAccount);

  List<Campaign> campaigns(String adAccount);

  List<Pixel> pixels(String adAccount);

  List<Audience> audiences(String adAccount);
}
