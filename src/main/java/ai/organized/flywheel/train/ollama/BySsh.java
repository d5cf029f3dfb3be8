package ai.organized.flywheel.train.ollama;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.settings.Settings.Trainer;
import ai.organized.flywheel.train.TrainingJob;
import ai.organized.flywheel.train.modelfile.ClientModelName;
import ai.organized.flywheel.train.modelfile.Modelfile;
import ai.organized.flywheel.train.ssh.CommandResult;
import ai.organized.flywheel.train.ssh.TrainerConnection;
import ai.organized.flywheel.train.ssh.TrainerFiles;
import ai.organized.flywheel.train.ssh.TrainerHost;
import java.util.List;
import java.util.Optional;

/**
 * By a Modelfile and the command {@code ollama} on the trainer host, for an Ollama that listens
 * only there.
 *
 * <p>The Modelfile stands alone in its folder: Ollama takes a file or a folder that has the name of
 * the base model for the base model. It is removed when the model is made.
 */
public final class BySsh implements WayToOllama {
  /** Command, name and folder reach it as values; no shell reads them. */
  private static final String MAKE =
      "\"$1\" create \"$2\" -f \"$3/Modelfile\"; code=$?; rm -rf \"$3\"; exit $code";

  private final Trainer settings;
  private final TrainerHost host;
  private final Clients clients;
  private final Patience patience;

  /**
   * @param host asks the egress guard before it connects
   * @param clients say whose data may leave
   */
  public BySsh(Trainer settings, TrainerHost host, Clients clients) {
    this(settings, host, clients, Patience.USUAL);
  }

  BySsh(Trainer settings, TrainerHost host, Clients clients, Patience patience) {
    this.settings = settings;
    this.host = host;
    this.clients = clients;
    this.patience = patience;
  }

  @Override
  public void requireBase(ClientId client, String base) {
    requireName(base);
    Deadline end = Deadline.in(patience.question());
    try (TrainerConnection trainer = host.connect(client, end)) {
      requireBase(trainer, client, base, end);
    }
  }

  private static void requireName(String base) {
    if (GgufFile.isMeantBy(base) || !ClientModelName.isValid(base)) {
      throw new RefusedException(
          "invalid_base_model",
          "Ollama's API is not reached, and over SSH the base model must be one that Ollama has;"
              + " set OLLAMA_HOST to an address that answers, or FLYWHEEL_OLLAMA_BASE_MODEL to a"
              + " name such as llama3.1:8b");
    }
  }

  private void requireBase(TrainerConnection trainer, ClientId client, String base, Deadline end) {
    CommandResult list = trainer.run(List.of(settings.ollama(), "list", base), end);
    requireDone("Looking for " + base, list);
    String listed = ClientModelName.tagged(base);
    for (String row : list.out().lines().toList()) {
      String[] columns = row.strip().split("\\s{2,}", -1);
      if (columns[0].equalsIgnoreCase(listed)) {
        requireLocal(client, base, columns);
        return;
      }
    }
    throw new RefusedException(
        "model_not_found",
        "Ollama" + place() + " has no model " + base + ". Type there: ollama pull " + base);
  }

  /** What runs elsewhere takes no room: its size is a dash. What cannot be read is not local. */
  private void requireLocal(ClientId client, String base, String[] columns) {
    boolean here = columns.length >= 4 && columns[2].matches("[0-9.]+ ?[KMGT]?B");
    if (!here && !clients.config(client).egressAllowed()) {
      throw new RefusedException(
          403,
          "egress_refused",
          "data of client "
              + client
              + " may not leave, and Ollama"
              + place()
              + " passes "
              + base
              + " on to another host; set FLYWHEEL_OLLAMA_BASE_MODEL to a model that runs on it");
    }
  }

  /**
   * The command says nothing when the server's answer breaks off: what counts is that the model is
   * there afterwards.
   */
  @Override
  public void make(TrainingJob job, String name, Modelfile model) {
    requireName(model.from());
    String folder = folder(job);
    Deadline end = Deadline.in(patience.creation());
    try (TrainerConnection trainer = host.connect(job.client(), end)) {
      requireBase(trainer, job.client(), model.from(), end);
      TrainerFiles files = trainer.files();
      files.makeFolder(folder, end);
      files.upload(model.text().getBytes(UTF_8), folder + "/Modelfile", end);
      CommandResult made =
          trainer.run(List.of("sh", "-c", MAKE, "sh", settings.ollama(), name, "./" + folder), end);
      requireDone("Making " + name, made);
      if (find(trainer, name, model, end) != Found.SAME) {
        throw new UnavailableException(
            "Making " + name + " with Ollama" + place() + ": it ended, and the model is not there");
      }
    }
  }

  private String folder(TrainingJob job) {
    return settings.folder() + "/ollama/" + job.runName();
  }

  /** Removes the Modelfile of a model that was not made. */
  void forget(TrainingJob job) {
    Deadline end = Deadline.in(patience.question());
    try (TrainerConnection trainer = host.connect(job.client(), end)) {
      requireDone(
          "Removing " + folder(job), trainer.run(List.of("rm", "-rf", "./" + folder(job)), end));
    }
  }

  @Override
  public Found find(TrainingJob job, String name, Modelfile model) {
    Deadline end = Deadline.in(patience.question());
    try (TrainerConnection trainer = host.connect(job.client(), end)) {
      return find(trainer, name, model, end);
    }
  }

  private Found find(TrainerConnection trainer, String name, Modelfile model, Deadline end) {
    CommandResult shown = trainer.run(List.of(settings.ollama(), "show", name, "--modelfile"), end);
    if (!shown.succeeded() && ErrorLine.of(shown).contains("not found")) {
      return Found.NOTHING;
    }
    requireDone("Looking for " + name, shown);
    return ShownModelfile.contains(shown.out(), model) ? Found.SAME : Found.OTHER;
  }

  private void requireDone(String attempted, CommandResult result) {
    if (result.isNotThere()) {
      throw new RefusedException(
          "ollama_missing",
          "the command "
              + settings.ollama()
              + " is not there on the trainer "
              + host.address()
              + "; set FLYWHEEL_TRAINER_OLLAMA to its absolute path");
    }
    if (!result.succeeded()) {
      throw OllamaFailure.of(
          attempted + " with Ollama" + place(), ErrorLine.of(result), false, Optional.empty());
    }
  }

  private String place() {
    return " on the trainer " + host.address();
  }
}
