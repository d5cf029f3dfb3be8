package ai.organized.flywheel.embed.minilm;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.organized.flywheel.embed.UnitVector;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.failure.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * The model and its tokenizer, in memory: one for the whole process, loaded when first asked for.
 *
 * <p>LangChain4j's own class over the same files is not used, because its tokenizer cuts each text
 * after 128 tokens without a word, it starts as many threads as there are cores twice over, and the
 * tokenizer tells its makers of every start (seen with strace, LangChain4j 1.20.0-beta30).
 */
final class MiniLm {
  static final int PARTS = 384;

  static final String MODEL_FILE = "/all-minilm-l6-v2-q.onnx";
  static final String TOKENIZER_FILE = "/all-minilm-l6-v2-q-tokenizer.json";

  /** Tokens of a window between its two marks: the model was trained on 256 in all. */
  private static final int WINDOW = 254;

  private static final long CLS = 101;
  private static final long SEP = 102;
  private static final int MOST_THREADS = 2;

  private static MiniLm loaded;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final HuggingFaceTokenizer tokenizer;

  private MiniLm() throws IOException, OrtException {
    // Else the tokenizer asks the cloud it may run in who it is, and tells its makers.
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
    environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "embed");
    environment.setTelemetry(false);
    try (InputStream model = MiniLm.class.getResourceAsStream(MODEL_FILE);
        InputStream vocabulary = MiniLm.class.getResourceAsStream(TOKENIZER_FILE);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(
          Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
      options.setInterOpNumThreads(1);
      // A thread that spins while it waits takes a core from the gateway.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      session = environment.createSession(model.readAllBytes(), options);
      tokenizer =
          HuggingFaceTokenizer.newInstance(
              vocabulary, Map.of("padding", "false", "truncation", "false"));
    }
  }

  static synchronized MiniLm loaded() {
    if (loaded == null) {
      try {
        loaded = new MiniLm();
      } catch (IOException
          | OrtException
          | EngineException
          | IllegalStateException
          | LinkageError
          | AssertionError e) {
        throw new RefusedException(
            "embedder_does_not_run",
            "all-MiniLM-L6-v2 does not run on "
                + System.getProperty("os.name")
                + " "
                + System.getProperty("os.arch")
                + " ("
                + e
                + "); set FLYWHEEL_EMBED_EMBEDDER to lexical, ollama or openai");
      }
    }
    return loaded;
  }

  /**
   * The average over all tokens of the text, of length 1; all zeros when no token is left of it.
   *
   * <p>A text that is longer than a window is read in several, each weighted by its tokens.
   */
  float[] vector(String text) {
    // Half a pair of surrogates is no character, and the tokenizer is no Java.
    String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    long[] tokens = tokenizer.encode(whole, false, false).getIds();
    float[] sum = new float[PARTS];
    for (int from = 0; from < tokens.length; from += WINDOW) {
      int to = Math.min(tokens.length, from + WINDOW);
      float[] window = UnitVector.of(average(Arrays.copyOfRange(tokens, from, to)));
      for (int i = 0; i < PARTS; i++) {
        sum[i] += window[i] * (to - from);
      }
    }
    return tokens.length == 0 ? sum : UnitVector.of(sum);
  }

  /** One text a run: in a batch, the quantised model gives each text a little of the others. */
  private float[] average(long[] tokens) {
    long[] ids = new long[tokens.length + 2];
    ids[0] = CLS;
    System.arraycopy(tokens, 0, ids, 1, tokens.length);
    ids[ids.length - 1] = SEP;
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1);
    try (OnnxTensor input = tensor(ids);
        OnnxTensor mask = tensor(ones);
        OnnxTensor types = tensor(new long[ids.length]);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
      float[] average = new float[PARTS];
      for (float[] token : ((float[][][]) result.get(0).getValue())[0]) {
        for (int i = 0; i < PARTS; i++) {
          average[i] += token[i];
        }
      }
      return average;
    } catch (OrtException e) {
      throw new BrokenException("all-MiniLM-L6-v2 failed on " + ids.length + " tokens", e);
    }
  }

  private OnnxTensor tensor(long[] row) throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(row), new long[] {1, row.length});
  }
}
