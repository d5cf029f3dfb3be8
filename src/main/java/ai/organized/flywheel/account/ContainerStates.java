package ai.organized.flywheel.account;

import ai.organized.flywheel.account.gtm.DraftChanges;
import ai.organized.flywheel.account.gtm.GtmContainer.Side;
import ai.organized.flywheel.account.gtm.GtmExport;
import ai.organized.flywheel.account.gtm.GtmRead;
import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.client.ClientConfig;
import ai.organized.flywheel.client.ClientId;
import java.util.List;
import java.util.Optional;

/**
 * A client's containers, from what was dropped and what Tag Manager's server told, whichever came
 * last.
 */
final class ContainerStates {
  private final GtmExports exports;

  ContainerStates(GtmExports exports) {
    this.exports = exports;
  }

  /** Keeps what the server told, so that it is there when the server is not. */
  void keep(ClientId client, Source<GtmRead> read) {
    read.asOptional().ifPresent(told -> exports.keep(client, told));
  }

  /** The web container; an app's container stands in its place where there is no website. */
  Source<ContainerState> web(ClientConfig client, Source<GtmRead> read) {
    List<Side> sides = exports.sides(client.id());
    Side side = sides.stream().filter(s -> s != Side.SERVER).findFirst().orElse(Side.WEB);
    String missing =
        read.fold(
            told -> "no export of the web container was dropped",
            reason -> "no export was dropped; " + reason,
            () -> "no export was dropped");
    return container(client.id(), side, read).orElse(new Source.Unknown<>(missing));
  }

  /** The server container; off when nothing says that there is one. */
  Source<ContainerState> server(ClientConfig client, Source<GtmRead> read) {
    Source<ContainerState> none =
        client.accounts().stapeContainer().isPresent()
            ? new Source.Unknown<>("no export of the server container was dropped")
            : new Source.Off<>();
    return container(client.id(), Side.SERVER, read).orElse(none);
  }

  private Optional<Source<ContainerState>> container(
      ClientId client, Side side, Source<GtmRead> read) {
    GtmExports.Kept kept = exports.kept(client, side);
    return kept.published()
        .or(kept::draft)
        .map(GtmExport::container)
        .map(container -> new ContainerState(container, draft(kept, read)))
        .map(Source.Known::new);
  }

  private static Source<DraftChanges> draft(GtmExports.Kept kept, Source<GtmRead> read) {
    String silent = read.fold(told -> "", reason -> reason, () -> "");
    if (kept.published().isPresent() && kept.draft().isPresent()) {
      return new Source.Known<>(
          kept.told()
              .orElseGet(() -> DraftChanges.between(kept.published().get(), kept.draft().get())));
    }
    if (kept.told().isPresent() && silent.isEmpty()) {
      return new Source.Known<>(kept.told().get());
    }
    String known = kept.published().isPresent() ? "published version" : "workspace";
    return new Source.Unknown<>(
        "only the " + known + " is known" + (silent.isEmpty() ? "" : "; " + silent));
  }
}
