package ai.organized.flywheel.embed;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.failure.RefusedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Puts texts to a server: in batches, a long text in pieces, and one without a word not at all.
 *
 * <p>Servers cut what is too long for a model, or refuse it, and refuse what is empty. The vector
 * of a text in pieces is the average of theirs, weighted by their bytes.
 */
public final class AskInBatches {
  /** Our own word, when nothing but empty texts asks how many parts a vector has. */
  private static final String ANY_WORD = "text";

  private final int mostTexts;
  private final int mostBytes;
  private final int longestPiece;

  /** Of every vector of this server; 0 until it has answered once. */
  private volatile int parts;

  /** Pieces of one text are beside each other. */
  private record Piece(int textIndex, String text, int bytes) {}

  /**
   * @param mostTexts of one request
   * @param mostBytes of all texts of one request, in UTF-8: no tokenizer makes more tokens of them
   * @param longestPiece bytes of one text of a request
   */
  public AskInBatches(int mostTexts, int mostBytes, int longestPiece) {
    this.mostTexts = mostTexts;
    this.mostBytes = mostBytes;
    this.longestPiece = longestPiece;
  }

  /**
   * @param ask gives one vector of length 1 a text, in their order
   * @return one a text, in their order: of length 1, or all zeros for a text with no word in it
   * @throws RefusedException when the answers differ in length
   */
  public List<float[]> vectors(List<String> texts, Function<List<String>, List<float[]>> ask) {
    List<float[]> sums = new ArrayList<>(Collections.nCopies(texts.size(), null));
    for (List<Piece> batch : batches(pieces(texts))) {
      List<float[]> answers = ask.apply(batch.stream().map(Piece::text).toList());
      if (answers.size() != batch.size()) {
        throw new RefusedException(
            "embedder_reply",
            "The embedder answered " + answers.size() + " vectors to " + batch.size() + " texts");
      }
      for (int i = 0; i < batch.size(); i++) {
        add(sums, batch.get(i), answers.get(i));
      }
    }
    if (parts == 0 && !texts.isEmpty()) {
      requireSameLength(ask.apply(List.of(ANY_WORD)).get(0));
    }
    return sums.stream().map(sum -> sum == null ? new float[parts] : UnitVector.of(sum)).toList();
  }

  private void add(List<float[]> sums, Piece piece, float[] answer) {
    requireSameLength(answer);
    float[] sum = sums.get(piece.textIndex());
    if (sum == null) {
      sum = new float[answer.length];
      sums.set(piece.textIndex(), sum);
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] += answer[i] * piece.bytes();
    }
  }

  private void requireSameLength(float[] answer) {
    if (parts == 0) {
      parts = answer.length;
    }
    if (answer.length != parts) {
      throw new RefusedException(
          "embedder_reply",
          "The embedder answered a vector of "
              + answer.length
              + " parts where it had answered "
              + parts
              + "; was its model replaced? Name another model by FLYWHEEL_EMBED_MODEL");
    }
  }

  private List<List<Piece>> batches(List<Piece> pieces) {
    List<List<Piece>> batches = new ArrayList<>();
    List<Piece> batch = new ArrayList<>();
    int bytes = 0;
    for (Piece piece : pieces) {
      if (batch.size() == mostTexts || (bytes + piece.bytes() > mostBytes && !batch.isEmpty())) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(piece);
      bytes += piece.bytes();
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  private List<Piece> pieces(List<String> texts) {
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      for (String text : CutText.at(texts.get(i), longestPiece)) {
        if (Words.areIn(text)) {
          pieces.add(new Piece(i, text, text.getBytes(UTF_8).length));
        }
      }
    }
    return pieces;
  }
}
