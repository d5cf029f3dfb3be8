package ai.organized.flywheel.planted;

import ai.organized.flywheel.fixtures.HarmlessIds;
import ai.organized.flywheel.fixtures.HarmlessIds.HarmlessId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Copies of the samples' descriptions with secrets and harmless ids in them. */
public final class PlantedSamples {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SAMPLES = Path.of("data/samples");

  private final Path folder;
  private final Planter planter;
  private final List<HarmlessId> ids;

  private PlantedSamples(Path folder, long seed) {
    this.folder = folder;
    this.planter = new Planter(seed);
    this.ids = HarmlessIds.of(-seed);
  }

  /** Writes them below the folder, a folder for each client. */
  public static PlantedSamples write(Path folder, long seed) throws IOException {
    PlantedSamples samples = new PlantedSamples(folder, seed);
    samples.write();
    return samples;
  }

  private interface Change {
    void in(ObjectNode description);
  }

  private void write() throws IOException {
    PlantedIds harmless = new PlantedIds(ids);
    PlantedTools tools = new PlantedTools(planter);
    PlantedTexts texts = new PlantedTexts(planter);
    for (String name : new String[] {"gtm-container", "gtm-workspace", "gtm-server"}) {
      change(
          "hre/" + name + ".json",
          export -> {
            new PlantedContainer(name, export, planter, 1_000).plant();
            harmless.container(export);
          });
    }
    ObjectNode later = ((ObjectNode) JSON.readTree(folder.resolve("hre/gtm-server.json").toFile()));
    new PlantedContainer("later gtm-server", later, planter, 1_100).plant();
    write("later/gtm-server.json", later);
    change("hre/google-ads.json", tools::googleAds, harmless::googleAds);
    change("hre/meta.json", tools::meta, harmless::meta);
    change("hre/stape.json", tools::stape, harmless::stape);
    change("hre/claude-mem.json", texts::memory, harmless::memory);
    ArrayNode experiments = (ArrayNode) read("hre/experiments.json");
    texts.experiments(experiments);
    harmless.experiments(experiments);
    write("hre/experiments.json", experiments);
    for (String same :
        List.of("hre/config.json", "rtt/google-ads.json", "teleios/claude-mem.json")) {
      write(same, read(same));
    }
  }

  private void change(String name, Change... changes) throws IOException {
    ObjectNode description = (ObjectNode) read(name);
    for (Change change : changes) {
      change.in(description);
    }
    write(name, description);
  }

  private static JsonNode read(String name) throws IOException {
    return JSON.readTree(SAMPLES.resolve(name).toFile());
  }

  private void write(String name, JsonNode json) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    JSON.writeValue(file.toFile(), json);
  }

  public Path folder() {
    return folder;
  }

  public Planter planter() {
    return planter;
  }

  public List<HarmlessId> ids() {
    return ids;
  }
}
