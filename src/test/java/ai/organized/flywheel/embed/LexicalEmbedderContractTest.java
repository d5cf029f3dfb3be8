package ai.organized.flywheel.embed;

class LexicalEmbedderContractTest extends EmbedderContract {
  @Override
  protected Embedder embedder() {
    return new LexicalEmbedder();
  }

  @Override
  protected String model() {
    return "lexical";
  }
}
