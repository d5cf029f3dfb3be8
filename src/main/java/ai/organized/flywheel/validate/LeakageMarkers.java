package ai.organized.flywheel.validate;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells when an answer gives away its own score: the outcome it had, the figures it was scored by.
 * A model that learns such lines learns to promise results.
 *
 * <p>The known source is the enriched {@code solution} of the experiment log, which ends in the
 * metrics that its score is computed from, and the summaries of loop results ({@code Score 53.6% →
 * 64.7%}). A fix may speak of ROAS, scores and percents as long as it says what to set or to
 * expect, not what came of it: {@code target ROAS: 400%}, {@code tROAS 4.0}, {@code match quality
 * score}.
 */
public final class LeakageMarkers {
  private static final String FIGURE = "[$€£~≈]? ?[+-]?(?:\\d[\\d,. ]{0,14}\\d|\\d)";
  private static final String TO = " ?(?:→|➜|⇒|->|:>|<:|<=|to) ?";
  private static final String PERCENT = "\\d{1,3}(?:[.,]\\d{1,4})? ?%";
  private static final String RATIO = "(?:0?[.,]\\d{1,6}|1[.,]0{1,6})(?!\\.?\\d)";
  private static final String MARK =
      "(?:" + RATIO + "|" + PERCENT + "|\\d{1,3}(?:[.,]\\d{1,2})? ?/ ?100?\\b)";

  /** Of whose score one may speak: not of a form's bot check or a page's speed. */
  private static final String OWN_SCORE =
      "(?:(?:final|best|start|raw|eval(?:uation)?|overall|total|experiment|composite|weighted|its|the"
          + "|my|this|fix|solution|answer)[ _-])?score(?:_percentile|_rank| percentile| rank)?";

  private static final String METRIC =
      "(?:ad[ _])?(?:spend|cost|purchases|impressions|clicks|ctr|cpc|cpm|cpa|cvr|aov|conversions"
          + "|revenue|roas|purchase[ _]roas|purchase[ _]value|conversion[ _]rate|val_bpb"
          + "|baseline|delta|lift|p[ _-]value|metric)";

  private static final String METRIC_FIGURE =
      "(?<!target |daily |maximum |minimum )\\b"
          + METRIC
          + " ?(?:\\([^)\\n]{0,20}\\) ?)?: ?"
          + FIGURE;

  /**
   * @param word without which the pattern finds nothing: most answers hold none, and looking for a
   *     word is fast
   */
  private record Marker(String reason, String word, Pattern pattern) {
    static Marker of(String reason, String word, String pattern) {
      return new Marker(reason, word, Pattern.compile(pattern, Pattern.MULTILINE));
    }

    boolean marks(String text) {
      return text.contains(word) && pattern.matcher(text).find();
    }
  }

  private static final List<Marker> MARKERS =
      List.of(
          Marker.of(
              "tells its outcome (\"Outcome:\")",
              "outcome",
              "(?:^|[.;!?|()\\[\\]–—-] ?|\\b(?:actual|final|observed|measured|real) )outcomes? ?:"
                  + "|\"?\\boutcome\"? ?: ?\\{"),
          Marker.of(
              "tells its own score",
              "score",
              "(?:^|[.,;!?|()\\[\\]{}–—-] ?|\\b(?:and|with|a) )" + OWN_SCORE + " ?: ?" + MARK),
          Marker.of(
              "tells its own score",
              "score",
              "\\b(?:final|overall|eval(?:uation)?|experiment|composite|fix|solution) score (?:of|was|is"
                  + "|came out at|ended at) "
                  + MARK),
          Marker.of(
              "tells its own score",
              "scored",
              "\\b(?:fix|solution|answer|experiment|run|variant|change|it|this|which|and|that) scored "
                  + MARK),
          Marker.of(
              "tells its own score",
              "score",
              "\\b(?:got|gets|earned|achieved|reached|received|with) an? score of " + MARK),
          Marker.of(
              "tells how its score changed",
              "score",
              "(?:^|[.,;!?|()–—-] ?|\\b(?:the|its|a|overall|eval|final|our) )score"
                  + " ?:? ?(?:\\w{1,12} ){0,3}?(?:from )?(?:"
                  + PERCENT
                  + TO
                  + PERCENT
                  + "|"
                  + RATIO
                  + TO
                  + RATIO
                  + ")"),
          Marker.of(
              "tells how its score changed",
              "improve",
              "\\bimproved?(?:ment)? (?:\\w{1,20} ){0,4}?from (?:"
                  + PERCENT
                  + TO
                  + PERCENT
                  + "|"
                  + RATIO
                  + TO
                  + RATIO
                  + ")"),
          Marker.of(
              "tells how its score changed",
              "%",
              "^ ?" + PERCENT + TO + PERCENT + "(?: ?[,;(]| ?$)|" + PERCENT + " ?, ?reverted\\b"),
          Marker.of(
              "tells the ROAS it had",
              "roas",
              "(?<!target |minimum |min |desired |goal |portfolio |required |break-even |breakeven )"
                  + "\\b(?:purchase[ _])?roas ?(?:\\([^)\\n]{0,20}\\) ?)?: ?"
                  + FIGURE),
          Marker.of(
              "tells the ROAS it had",
              "roas",
              "\\broas (?:\\w{1,12} ){0,2}?(?:improved|rose|increased|grew|climbed|jumped|fell|dropped"
                  + "|went|moved|is up|was up)(?: \\w{1,12}){0,2}? (?:from|to|by) "
                  + FIGURE),
          Marker.of(
              "tells the ROAS it had",
              "roas",
              "\\b(?:delivered|achieved|reached|returned|yielded|produced|generated|hit|got|brought)"
                  + " (?:an? )?(?:\\w{1,12} ){0,2}?(?:roas of "
                  + FIGURE
                  + "|"
                  + FIGURE
                  + "x? roas\\b)"),
          Marker.of(
              "tells the figures it was scored by",
              ":",
              METRIC_FIGURE + "[^\\n]{0,40}?" + METRIC_FIGURE),
          Marker.of(
              "tells the figures it was scored by",
              ":",
              "(?:^|[.;!?|(–—-] ?)(?:results?|performance|metrics?|measured|kpis?) ?:[^\\n]{0,40}?"
                  + "\\b(?:"
                  + METRIC
                  + "|score|sales)\\b[^\\n]{0,12}?\\d"));

  private static final Pattern ORNAMENT = Pattern.compile("[*`\"“”#\\p{Cf}]|__+");
  private static final Pattern BLANKS = Pattern.compile("[^\\S\\n]+");
  private static final Pattern DIGIT = Pattern.compile("\\d");

  private LeakageMarkers() {}

  /**
   * @return why the answer may not be trained on, in words that hold none of its own; nothing when
   *     it may
   */
  public static Optional<String> in(String answer) {
    String text = plain(answer);
    if (!DIGIT.matcher(text).find() && !text.contains("outcome")) {
      return Optional.empty();
    }
    return MARKERS.stream().filter(marker -> marker.marks(text)).map(Marker::reason).findFirst();
  }

  /** One writing for all: no emphasis, quotes, wide or hidden characters, : for =. */
  private static String plain(String answer) {
    String wide = Normalizer.normalize(answer, Normalizer.Form.NFKC);
    String bare = ORNAMENT.matcher(wide).replaceAll("");
    return BLANKS.matcher(bare).replaceAll(" ").replace('=', ':').toLowerCase(Locale.ROOT);
  }
}
