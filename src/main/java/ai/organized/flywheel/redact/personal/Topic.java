package ai.organized.flywheel.redact.personal;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the words before a number say that it is: the nearest word that says anything, of the last
 * {@value #WORDS}.
 *
 * <p>{@code customer_id}, {@code pixelId} and {@code Pixel ID} are two words each. Placeholders are
 * passed over, so that a text reads the same before and after a replacement in it.
 */
enum Topic {
  NONE(""),
  PHONE(
      """
      tel telephone phone phones telno call calls called calling callback dial ring mobile cell
      cellphone mob fax whatsapp whats wa sms hotline landline telefon telefonnummer telefonnr handy
      handynummer mobil mobilnummer mobiltelefon anruf anrufen rufnummer fon téléphone tél portable
      appeler appelez teléfono telefono móvil movil celular llamar llame llama cellulare chiama
      chiamare telefoon telefoonnummer mobiel bel bellen telemóvel telemovel ligue tlf puhelin
      zadzwoń komórka телефон тел звоните мобильный 電話 전화 msisdn"""),
  CARD(
      """
      card cards visa mastercard amex maestro discover diners jcb unionpay pan credit debit cc ccnum
      paid pay pays paying payment kreditkarte karte kartennummer carte tarjeta carta kaart cartão
      cartao"""),
  VERSION(
      """
      version versions ver release releases released build sdk upgrade upgraded upgrading update
      updated downgrade downgraded bump bumped plugin library lib template firmware chrome firefox
      safari edge browser android ios java node npm camel gtag script jar"""),
  ID(
      """
      id ids uid uuid guid pixel pixels dataset account accounts acct konto act container containers
      workspace workspaces customer customers kunde cid mcc login manager campaign campaigns kampagne
      ad ads adset adsets adgroup adgroups set group asset creative audience audiences tag tags
      trigger triggers variable variables folder client conversion conversions label order orders
      bestellung commande pedido transaction transactions invoice rechnung sku gtin ean upc isbn item
      items product products variant variants fingerprint gclid gbraid wbraid fbclid msclkid ttclid
      click clicks fbc fbp ga session hash timestamp epoch millis property properties measurement
      stream gtm stape analytics init feed merchant job ref reference ticket revision commit isrc
      serial tracking shipment parcel imp exp run snapshot cursor kundennummer bestellnummer
      rechnungsnummer artikelnummer auftragsnummer vorgangsnummer"""),
  /** How much, when and where: no telephone, but a card may be said to be the value. */
  QUANTITY(
      """
      event events action actions time ts ms seconds meta facebook google list case port amount total
      revenue value price budget spend cost impressions reach sum count rows records offset lat lng
      lon latitude longitude coordinates zip plz postcode export import page""");

  private static final int WORDS = 4;

  /** Characters that are looked back over; longer than four words of this trade. */
  private static final int REACH = 60;

  private static final Map<String, Topic> BY_WORD = byWord();

  private final String words;

  Topic(String words) {
    this.words = words;
  }

  private static Map<String, Topic> byWord() {
    Map<String, Topic> topics = new HashMap<>();
    for (Topic topic : values()) {
      for (String word : topic.words.split("\\s+", -1)) {
        topics.putIfAbsent(word, topic);
      }
    }
    topics.remove("");
    return topics;
  }

  /** The topic at the end of what was read so far. */
  static Topic at(String before) {
    int end = before.length();
    int limit = Math.max(0, end - REACH);
    for (int word = 0; word < WORDS; word++) {
      end = endOfWord(before, end, limit);
      int start = startOfWord(before, end, limit);
      if (start == end) {
        return NONE;
      }
      String lower = before.substring(start, end).toLowerCase(Locale.ROOT);
      Topic topic = BY_WORD.get(lower);
      if (topic != null) {
        return topic;
      }
      end = start;
    }
    return NONE;
  }

  private static int endOfWord(String text, int from, int limit) {
    int end = from;
    while (end > limit && !Character.isLetter(text.charAt(end - 1))) {
      end = text.charAt(end - 1) == ']' ? startOfPlaceholder(text, end, limit) : end - 1;
    }
    return end;
  }

  private static int startOfPlaceholder(String text, int end, int limit) {
    for (int start = end - 1; start >= limit; start--) {
      if (text.charAt(start) == '[') {
        return Placeholder.end(text.substring(start, end), 0) > 0 ? start : end - 1;
      }
    }
    return end - 1;
  }

  private static int startOfWord(String text, int end, int limit) {
    int start = end;
    while (start > limit
        && Character.isLetter(text.charAt(start - 1))
        && !isHump(text, start, end)
        && (start == end || isCjk(text, start - 1) == isCjk(text, end - 1))) {
      start--;
    }
    return start;
  }

  /** 電話 and tel are two words, whether or not there is a blank between them. */
  private static boolean isCjk(String text, int i) {
    return text.charAt(i) >= Border.CJK;
  }

  /** Between the l and the I of {@code pixelId}. */
  private static boolean isHump(String text, int i, int end) {
    return i < end
        && Character.isUpperCase(text.charAt(i))
        && Character.isLowerCase(text.charAt(i - 1));
  }
}
