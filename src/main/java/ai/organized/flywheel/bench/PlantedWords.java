package ai.organized.flywheel.bench;

import java.util.List;
import java.util.regex.Pattern;

/** What the made-up texts are made of. */
final class PlantedWords {
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** Most frequent first; none of them is a detail of a fix. */
  static final List<String> ORDINARY =
      split(
          """
          the to a of in and is on for that with it this tag then when event from so value all into
          page as was trigger by its conversion because be which where has data container but same
          pixel variable layer are at user each their consent must an purchase will only also name
          order source should form click set field fires now both lead new being signal parameter
          still since have send through while script report change session button cookie
          sent link does every model campaign request instead goes what again check place reads
          update account keep ecommerce rule wait hash than load loads over own wrong right already
          goal browser platform use site token items identity published matching missing current
          action key setup match preview version one under import mapping customer write list
          default address real revenue empty another passes domain state kept checkout email back
          traffic object until measured product tracking read whole linker template live channel
          visit forwards build settled code window country next step cart basket shop booking quote
          banner dialog scroll timer folder workspace owner shopper visitor buyer store price total
          amount tax shipping coupon discount currency category brand size colour label header footer
          widget frame modal popup footage gallery video player search filter result query keyword
          audience segment bidding budget spend reach impression landing redirect referrer attribution
          journey funnel dashboard column row table export feed catalogue sync queue batch retry
          delay latency timeout endpoint gateway proxy payload schema format string array boolean
          null encoded trimmed lowercase normalised salted phone surname postcode city region street
          birthday gender household loyalty member profile login register signup newsletter contact
          message chat call phoned meeting demo trial subscription renewal upgrade refund return
          exchange complaint review rating survey answer question topic theme plugin extension module
          library package bundle release deploy rollout branch commit merge ticket issue bug patch
          hotfix workaround cause effect symptom pattern finding evidence log trace console network
          debugger inspector panel tab screen device tablet mobile desktop keyboard
          language locale translation timezone calendar season holiday weekend morning evening night
          moment instant period range limit quota ceiling floor margin profit cost invoice payment
          card wallet transfer deposit bank gate door path route corner edge side middle centre bottom
          top surface depth height width weight volume speed rate share ratio percent average median
          sum difference gap overlap conflict duplicate copy original draft final approved pending
          waiting running finished failed passed skipped merged split joined nested flat deep shallow
          broad narrow strict loose fast slow quick heavy light strong weak clean dirty stale fresh
          stable flaky safe risky cheap costly simple complex direct indirect global local shared
          private public visible silent loud plain rich raw cooked
          """
              .strip());

  /** Where a # and a letter stand, a detail of that kind is put. */
  static final List<String> SENTENCES =
      List.of(
          "Open the container #g, go to the tag list and publish the new version when done.",
          "Set the conversion id to #a and the label as shown in the Google Ads account.",
          "Map the value to #l so that the tag reads what the page pushes.",
          "Fire the tag on #e and keep the trigger as it is for other events.",
          "Wait #n milliseconds for the data layer, then read the field again.",
          "Send the same event id from the browser and the server so that #e counts once.",
          "Check in the preview that #e fires once and that #l has a value.",
          "The pixel must not fire on pages of #g where the consent is still missing.",
          "Add the linker for #n domains and keep the cookie for #n days.",
          "Move the trigger after #e and publish container #g again.");

  static final List<String> PLAIN_SENTENCES =
      List.of(
          "Go to the tag list and publish the new version of the container when done.",
          "Map the value so that the tag reads what the page really pushes.",
          "Wait for the data layer and then read the field again in the same rule.",
          "Check in the preview that the tag fires and that the variable has a value.");

  static final List<String> PATHS =
      split(
          "ecommerce.value ecommerce.items[0].price ecommerce.currency user_data.email_address"
              + " user_data.phone_number ecommerce.transaction_id eventModel.value items[0].item_id"
              + " gtm.elementUrl page.type customer.id order.totalNet order.total_gross consent.ad_storage");

  static final List<String> EVENTS =
      split(
          "purchase_done add_to_cart begin_checkout view_item generate_lead sign_up form_submit"
              + " page_view select_item add_payment_info view_cart remove_from_cart");

  /** Negations and words that have an opposite. */
  static final List<String> TURNS =
      split("not never without before after first last enable disable add remove server client");

  private PlantedWords() {}

  static List<String> split(String words) {
    return List.of(BLANKS.split(words, -1));
  }
}
