package ai.organized.flywheel.train.ssh;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;

/**
 * The machine that trains: opens connections to it.
 *
 * @param knownHosts the file in which its host key stands; never written to
 * @param guard asked before anything is sent anywhere
 */
public record TrainerHost(
    TrainerAddress address, TrainerKey key, Path knownHosts, EgressGuard guard) {
  /**
   * The one of the settings.
   *
   * @param environment of the process, for the agent
   * @throws RefusedException when the settings name none
   */
  public static TrainerHost of(
      Settings.Trainer settings, Map<String, String> environment, EgressGuard guard) {
    return new TrainerHost(
        TrainerAddress.parse(settings.host()),
        TrainerKey.of(settings.keyFile(), environment),
        settings.knownHosts(),
        guard);
  }

  /** Where a client's data goes: {@code ssh://host:port}. */
  public URI uri() {
    return address.uri();
  }

  /**
   * Signs in. The caller closes what he gets.
   *
   * @param client whose data the connection will carry
   * @throws RefusedException when that data may not go there, or the host key, the key or the user
   *     is not right
   * @throws UnavailableException when the trainer is not to be reached in time
   */
  public TrainerConnection connect(ClientId client, Deadline deadline) {
    guard.check(client, uri());
    Deadline end = deadline.within(Duration.ofSeconds(30));
    List<KeyPair> keyPairs = key.keyPairs();
    if (keyPairs.isEmpty()) {
      AgentKeys.of(key).require();
    }
    KnownHosts known = new KnownHosts(knownHosts, address);
    InetSocketAddress place = new InetSocketAddress(resolve(end), address.port());
    SshClient ssh = NewSshClient.with(known, key, keyPairs);
    ssh.start();
    boolean signedIn = false;
    try (CutOff cutOff = CutOff.at(end, () -> NewSshClient.cut(ssh))) {
      ClientSession session = signIn(ssh, place, end, known, keyPairs, cutOff);
      signedIn = true;
      return new TrainerConnection(address, ssh, session);
    } finally {
      if (!signedIn) {
        NewSshClient.cut(ssh);
      }
    }
  }

  private ClientSession signIn(
      SshClient ssh,
      InetSocketAddress place,
      Deadline end,
      KnownHosts known,
      List<KeyPair> keyPairs,
      CutOff cutOff) {
    String what = "connecting to the trainer " + address;
    ClientSession session;
    try {
      session = ssh.connect(address.user(), place).verify(end.left()).getSession();
    } catch (IOException | IllegalStateException e) {
      throw cutOff.happened() ? cutOff.failure(what, e) : SshFailure.lost(what, e);
    }
    try {
      keyPairs.forEach(session::addPublicKeyIdentity);
      session.auth().verify(end.left());
      return session;
    } catch (IOException | IllegalStateException e) {
      if (known.refusal().isPresent()) {
        throw known.refusal().get();
      }
      if (SshFailure.isRefusedKey(e)) {
        throw refusedKey();
      }
      throw cutOff.happened() ? cutOff.failure(what, e) : SshFailure.lost(what, e);
    }
  }

  private RefusedException refusedKey() {
    return new RefusedException(
        "trainer_key",
        "the trainer "
            + address
            + " does not take "
            + key
            + ": add the public key to .ssh/authorized_keys of "
            + address.user()
            + " there (an agent should hold few keys), or see why with: ssh -v -p "
            + address.port()
            + " "
            + address.user()
            + "@"
            + address.host());
  }

  /** Looking up a name knows no time-out of its own. */
  private InetAddress resolve(Deadline end) {
    String what = "looking up the trainer " + address.host();
    try {
      return CompletableFuture.supplyAsync(this::lookUp)
          .get(end.left().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new UnavailableException(
          what
              + " gave no address; see flywheel.trainer.host, or type: getent hosts "
              + address.host(),
          null,
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException(what + " was interrupted", null, e);
    }
  }

  private InetAddress lookUp() {
    try {
      return InetAddress.getByName(address.host());
    } catch (UnknownHostException e) {
      throw new UnavailableException("no address", null, e);
    }
  }
}
