package ai.organized.flywheel.redact.personal;

import ai.organized.flywheel.fixtures.HarmlessIds;
import ai.organized.flywheel.fixtures.RandomCharacters;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.validator.routines.checkdigit.CheckDigitException;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;

/** Texts full of ids, times, versions, amounts and places, and of nobody's data. */
final class IdTexts {
  private static final int SHAPES = 62;

  private IdTexts() {}

  static List<String> of(long seed, int count) {
    RandomCharacters random = new RandomCharacters(seed);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(
          text(i % SHAPES, random)
              + random.oneOf(List.of(". ", "; ", "\n", " – ", " and "))
              + text(random.upTo(SHAPES), random));
    }
    return texts;
  }

  private static String text(int shape, RandomCharacters r) {
    return shape < 31 ? account(shape, r) : other(shape, r);
  }

  /** Of Ads, pixel, Tag Manager and Stape. */
  private static String account(int shape, RandomCharacters r) {
    return switch (shape) {
      case 0 -> "Conversion AW-" + r.digits(9) + "/" + r.urlSafe(18, 18) + " fires on every page";
      case 1 -> "GA4 property G-" + r.capitals(10) + " (property id " + r.digits(9) + ")";
      case 2 -> "UA-" + r.digits(8) + "-1 is still in GTM-" + r.capitals(7);
      case 3 -> "ad account act_" + r.digits(15) + " has no pixel";
      case 4 -> "Pixel " + pixelThatLooksLikeACard(r) + " gets Purchase twice";
      case 5 -> "fbq('init', '" + pixelThatLooksLikeACard(r) + "')";
      case 6 -> "pixelId: \"" + pixelThatLooksLikeACard(r) + "\"";
      case 7 -> "dataset " + r.digits(16) + ", pixel_id=" + r.digits(15);
      case 8 -> "customer id " + customer(r) + " is not linked to " + customer(r);
      case 9 -> "Google Ads account " + customer(r);
      case 10 -> "MCC " + customer(r) + " manages " + customer(r) + ", " + customer(r);
      case 11 -> "google_ads customer " + r.digits(10) + " under login " + r.digits(10);
      case 12 -> customer(r) + " has no conversions since Monday";
      case 13 ->
          "account " + r.digits(10) + " container " + r.digits(9) + " workspace " + r.digits(3);
      case 14 ->
          "accounts/" + r.digits(10) + "/containers/" + r.digits(9) + "/workspaces/" + r.digits(2);
      case 15 -> "containerVersionId 64, fingerprint 17" + r.digits(11);
      case 16 ->
          "tagId " + r.digits(3) + " uses firingTriggerId [" + r.digits(10) + ", 2147479553]";
      case 17 -> "gclid=" + r.urlSafe(60, 90) + "&gbraid=" + r.urlSafe(30, 40);
      case 18 ->
          "fbclid=IwAR"
              + r.urlSafe(50, 60)
              + " and fbc=fb.1.17"
              + r.digits(11)
              + "."
              + r.urlSafe(20, 30);
      case 19 -> "_fbp=fb.1.17" + r.digits(11) + "." + r.digits(10);
      case 20 -> "_ga=GA1.2." + r.digits(10) + ".17" + r.digits(8);
      case 21 ->
          "Stape container "
              + r.of("abcdefghijklmnopqrstuvwxyz", 8)
              + " at https://"
              + r.of("abcdefgh", 8)
              + ".stape.example/data";
      case 22 ->
          "campaign 1202" + r.digits(14) + ", ad set 2384" + r.digits(13) + ", ad " + r.digits(14);
      case 23 ->
          "conversion action customers/" + r.digits(10) + "/conversionActions/" + r.digits(9);
      case 24 -> "asset group " + r.digits(10) + " of the PMax campaign " + r.digits(11);
      case 25 -> "linked: " + r.digits(10) + ", " + r.digits(10) + " and " + r.digits(11);
      case 26 -> "{\"customer_id\": \"" + customer(r) + "\", \"pixel\": \"" + r.digits(16) + "\"}";
      case 27 -> "DC-" + r.digits(8) + "/purch0/thank1+standard";
      case 28 -> "Audience " + r.digits(17) + " (lookalike 1%, DE) of " + r.digits(15);
      case 29 ->
          "cvt_" + r.digits(9) + "_" + r.digits(3) + " is the Stape tag of GTM-" + r.capitals(7);
      default -> "event_id " + r.digits(10) + "." + r.digits(9) + " seen by both";
    };
  }

  private static String other(int shape, RandomCharacters r) {
    return switch (shape) {
      case 31 -> "order " + r.digits(13) + " was counted twice";
      case 32 -> "transaction_id: " + r.digits(16) + ", value 129.90";
      case 33 -> "GTIN 40" + r.digits(11) + " has no price";
      case 34 -> "SKU 00" + r.digits(12) + " and EAN 0" + r.digits(12);
      case 35 -> "shopify_DE_" + r.digits(13) + "_" + r.digits(14);
      case 36 -> "timestamp 17" + r.digits(8) + " in seconds, 17" + r.digits(11) + " in ms";
      case 37 -> "from 2026-04-07T22:07:45." + r.digits(3) + "Z to 2026-04-08 12:30:45";
      case 38 -> "loop 2026-04-07T220745, run exp-2026-04-07-" + r.digits(3);
      case 39 -> "at 12:30:45 and 07:05:09 on 21.11.2026";
      case 40 -> "spend: $" + r.digits(1) + ",234,567.89, revenue 1.234.567,89 EUR";
      case 41 -> "revenue +" + r.digits(2) + ".5% (+1 234 567 EUR), CTR 3.45%";
      case 42 -> "store at 52.520008, 13.404954 or +40.712776, -74.005974";
      case 43 -> "Camel 4.18.0." + r.digits(1) + ", version 11.8.2.1, sdk-5.121.110.7";
      case 44 -> "Chrome/114.0.5735." + r.digits(2) + " and Chrome/120.0.0.0 on Android";
      case 45 -> "update to version 2.104.77.3 of the template";
      case 46 ->
          "server at 10.0.12." + r.digits(2) + ", 192.168.178.2, 127.0.0.1:8787, 172.16.4.5/12";
      case 47 -> "allow 100.64.0.0/10 and fe80::1, fd00::12:3456, ::1 only";
      case 48 -> "MAC 00:1B:44:11:3A:B7, ratio 3:1, std::vector, a::before, dead::beef";
      case 49 -> "commit " + r.hex(40) + " of " + r.hex(7);
      case 50 -> "uuid " + r.uuid();
      case 51 -> "npm i swiper@8.4.5 @scope/pkg, logo@2x.png, git@github.com:o/r.git";
      case 52 -> "impressions 1 234 567, clicks 45 678, purchases 1 203, reach 12 345 678";
      case 53 ->
          "call conversion " + r.digits(9) + " is imported; phone snippet G-" + r.capitals(8);
      case 54 -> "phone_number is sent unhashed, email too, 3 of 12 tags";
      case 55 -> "calls from ads: 1234 in 30 days, 12.5 per day, 2026-Q1";
      case 56 -> "score 0.458333333, roas 3.7163, raw_score 0.5612345678901234";
      case 57 -> "1:" + r.digits(12) + ":web:" + r.hex(22);
      case 58 -> "invoice 2026/" + r.digits(6) + ", ticket #" + r.digits(10) + ", $" + r.digits(8);
      case 59 -> "lookup {{DLV - value}} → \"" + r.digits(8) + "\" when hash is " + r.hex(64);
      case 60 -> "a list: 1, 2, 3, 4, 5, 10, 20, 30, 12/24/36 months, 300x250, 728x90";
      default -> "value of " + HarmlessIds.any(r).value();
    };
  }

  /** 16 digits that begin like a card and pass its check digit, as one pixel in forty does. */
  private static String pixelThatLooksLikeACard(RandomCharacters r) {
    String body = r.oneOf(List.of("4", "51", "53", "2222", "6011")) + r.digits(15);
    try {
      return body.substring(0, 15)
          + LuhnCheckDigit.LUHN_CHECK_DIGIT.calculate(body.substring(0, 15));
    } catch (CheckDigitException e) {
      throw new AssertionError(e);
    }
  }

  private static String customer(RandomCharacters r) {
    return r.digits(3) + "-" + r.digits(3) + "-" + r.digits(4);
  }
}
