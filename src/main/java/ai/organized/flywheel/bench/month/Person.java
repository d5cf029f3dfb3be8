package ai.organized.flywheel.bench.month;

import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.registry.PromoteByHand;
import org.jdbi.v3.core.Jdbi;

/** Who runs the flywheel and decides what it leaves open; in another process, as a command is. */
final class Person {
  private final World world;

  Person(World world) {
    this.world = world;
  }

  /** {@code fine-tune promote} of the newest version that is held, if one is. */
  void letAnswer(String client) {
    Jdbi jdbi = world.database().jdbi();
    ModelRegistry registry =
        new ModelRegistry(jdbi, new Clients(world.settings().places().clients()), world.clock());
    registry.versions(new ClientId(client)).stream()
        .filter(version -> version.state() == ModelState.HELD)
        .findFirst()
        .ifPresent(
            held -> {
              AuditLog audit = new AuditLog(jdbi, world.clock());
              new PromoteByHand(jdbi, registry, audit)
                  .promote("local:a person", held.client(), held.version(), false);
            });
  }
}
