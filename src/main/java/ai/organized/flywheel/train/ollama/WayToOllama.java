package ai.organized.flywheel.train.ollama;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.train.TrainingJob;
import ai.organized.flywheel.train.modelfile.Modelfile;

/** How Ollama is told to make a model, and asked for one. */
interface WayToOllama {
  /** What is there under a name. */
  enum Found {
    /** The model that would be made now. */
    SAME,
    OTHER,
    NOTHING
  }

  /** Whether the base model is there and may be used for this client; sends nothing of its data. */
  void requireBase(ClientId client, String base);

  /** Makes the model, in place of the one of this name; comes back when it is there. */
  void make(TrainingJob job, String name, Modelfile model);

  Found find(TrainingJob job, String name, Modelfile model);
}
