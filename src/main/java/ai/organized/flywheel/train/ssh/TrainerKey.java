package ai.organized.flywheel.train.ssh;

import ai.organized.flywheel.failure.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * What signs in: a private key file without a passphrase, or the keys of an SSH agent.
 *
 * @param file in OpenSSH's own format or PEM; empty: the agent's keys
 * @param agentSocket of the agent; asked when there is no file, or when the file has a passphrase
 */
public record TrainerKey(Optional<Path> file, Optional<Path> agentSocket) {
  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.complementOf(EnumSet.copyOf(PosixFilePermissions.fromString("rwx------")));

  /**
   * @param environment of the process, for SSH_AUTH_SOCK
   */
  public static TrainerKey of(Optional<Path> file, Map<String, String> environment) {
    String socket = environment.getOrDefault("SSH_AUTH_SOCK", "");
    return new TrainerKey(file, socket.isEmpty() ? Optional.empty() : Optional.of(Path.of(socket)));
  }

  /** What a person has to set before anything can sign in; empty: nothing. */
  public Optional<String> missing() {
    return file.isEmpty() && agentSocket.isEmpty()
        ? Optional.of("set flywheel.trainer.key-file, or start an SSH agent (SSH_AUTH_SOCK)")
        : Optional.empty();
  }

  /**
   * The key pairs of the file; none when the agent is to be asked.
   *
   * @throws RefusedException when the file is missing, unsafe or unreadable, or when nothing is set
   */
  List<KeyPair> keyPairs() {
    if (file.isPresent()) {
      return read(file.get());
    }
    missing()
        .ifPresent(
            what -> {
              throw new RefusedException("trainer_key", "nothing to sign in with: " + what);
            });
    return List.of();
  }

  private List<KeyPair> read(Path key) {
    AtomicBoolean locked = new AtomicBoolean();
    FilePasswordProvider nobody =
        (session, resource, attempt) -> {
          locked.set(true);
          return null;
        };
    try {
      requireSafe(key);
      List<KeyPair> pairs = new ArrayList<>();
      try (InputStream in = Files.newInputStream(key)) {
        Iterable<KeyPair> read =
            SecurityUtils.loadKeyPairIdentities(null, new PathResource(key), in, nobody);
        if (read != null) {
          read.forEach(pairs::add);
        }
      }
      if (!pairs.isEmpty()) {
        return pairs;
      }
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      // said below
    }
    if (!locked.get()) {
      throw refused(
          key,
          "is not there, cannot be read or holds no private key; make one with:"
              + " ssh-keygen -t ed25519 -f "
              + key);
    }
    if (agentSocket.isEmpty()) {
      throw refused(key, "has a passphrase, and no agent is there to ask; type: ssh-add " + key);
    }
    return List.of();
  }

  private static void requireSafe(Path key) throws IOException {
    Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(key));
    if (permissions.removeAll(OF_OTHERS)) {
      throw refused(key, "may be read by others; type: chmod 600 " + key);
    }
  }

  private static RefusedException refused(Path key, String why) {
    return new RefusedException("trainer_key", "the key file " + key + " " + why);
  }

  /** For messages. */
  @Override
  public String toString() {
    return file.map(key -> "the key file " + key)
        .orElseGet(
            () -> "any key of the agent at " + agentSocket.map(Path::toString).orElse("nowhere"));
  }
}
