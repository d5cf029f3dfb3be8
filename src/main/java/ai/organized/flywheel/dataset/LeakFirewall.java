package ai.organized.flywheel.dataset;

import ai.organized.flywheel.dataset.LeakProof.NearestPair;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.hash.Sha256;
import ai.organized.flywheel.near.TellingLines;
import ai.organized.flywheel.near.ToldTexts;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The last look before anything is written: reads the finished lines back, byte for byte as they
 * will stand in the files, and refuses the whole build when any of them could give a question away.
 * It trusts no earlier step.
 */
public final class LeakFirewall {
  private final DatasetRules rules;

  public LeakFirewall(DatasetRules rules) {
    this.rules = rules;
  }

  /**
   * @throws BrokenException when a line leaks: an earlier step is wrong, and nothing was written
   */
  public DatasetPlan prove(Building building) {
    building.progress.accept("Proving that no line gives a question away");
    TrainingLines lines = new TrainingLines(building.systemPrompt);
    ToldTexts told = new ToldTexts(rules.nearDuplicate());
    TellingLines prompt = new TellingLines(List.of(building.systemPrompt), rules.nearDuplicate());
    MessageDigest holdout = Sha256.digest();
    building.forEachQuestion(
        (place, example) -> {
          ReadLine line = read(lines, example, holdout);
          told.add(line.question());
          told.add(line.answer());
          if (!prompt.telling(line.answer()).isEmpty()) {
            throw leak(building, "the system prompt", "it tells an answer");
          }
        });
    MessageDigest train = Sha256.digest();
    building.forEach(
        Part.TRAIN,
        (place, example) -> {
          if (example.past() == Example.Past.ASKED) {
            throw leak(building, example.id(), "it was a question of an earlier version");
          }
          ReadLine line = read(lines, example, train);
          if (told.told(line.question()) >= 0 || told.told(line.answer()) >= 0) {
            throw leak(building, example.id(), "it tells a question or an answer");
          }
        });
    building.proof = Optional.of(proof(building, told.compared()));
    return new DatasetPlan(building, rules, hex(train), hex(holdout));
  }

  private LeakProof proof(Building building, long compared) {
    List<String> checks =
        new ArrayList<>(
            List.of(
                "no line was ever a question",
                "no question or answer of a line tells, word by word, a question or an answer of the"
                    + " holdout, in either direction",
                "what says nearly the same in the order of its words was kept away",
                "the system prompt tells no answer of the holdout"));
    long all = building.pairsCompared + compared;
    Optional<NearestPair> byMeaning = Optional.empty();
    if (!building.vectors.isEmpty()) {
      MeaningPaths meanings = new MeaningPaths(building);
      byMeaning = proveMeanings(building, meanings);
      all += meanings.compared();
      checks.add("nothing means the same as a question or an answer of the holdout");
    }
    return new LeakProof(
        List.copyOf(checks),
        building.decisions.count(Part.TRAIN),
        building.decisions.count(Part.HOLDOUT),
        all,
        building.withheldPromptLines,
        building.nearestByWords,
        byMeaning);
  }

  private static Optional<NearestPair> proveMeanings(Building building, MeaningPaths meanings) {
    KeepAway.Listed lines = KeepAway.Listed.of(building, Part.TRAIN);
    KeepAway.Listed questions = KeepAway.Listed.of(building, Part.HOLDOUT);
    meanings.between(
        lines.examples(),
        questions.examples(),
        (why, line, question, cosine) -> {
          throw leak(building, lines.examples().get(line).id(), why.words());
        });
    return meanings
        .nearest()
        .map(
            pair ->
                new NearestPair(
                    lines.examples().get(pair.first()).id(),
                    questions.examples().get(pair.second()).id(),
                    pair.cosine()));
  }

  private static ReadLine read(TrainingLines lines, Example example, MessageDigest digest) {
    byte[] line = lines.of(example);
    digest.update(line);
    return ReadLine.of(line);
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static BrokenException leak(Building building, String id, String why) {
    return new BrokenException(
        "the dataset of client "
            + building.client
            + " was not written: "
            + id
            + " leaks into training, "
            + why
            + "; please report this");
  }
}
