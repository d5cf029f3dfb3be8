package ai.organized.flywheel.train.ssh;

import ai.organized.flywheel.failure.RefusedException;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.signature.Signature;

/**
 * What a known_hosts file says of one host; a key that does not stand there is refused.
 *
 * <p>The file is OpenSSH's own, hashed names and {@code [host]:port} too (sshd(8), "SSH_KNOWN_HOSTS
 * FILE FORMAT"). It is only read. Keys that a certificate authority signed are not taken.
 */
final class KnownHosts implements ServerKeyVerifier {
  private record KnownKey(PublicKey key, boolean revoked) {}

  private final Path file;
  private final TrainerAddress address;
  private final List<KnownKey> keys = new ArrayList<>();
  private volatile RefusedException refusal;

  /**
   * @throws RefusedException when the file cannot be read
   */
  KnownHosts(Path file, TrainerAddress address) {
    this.file = file;
    this.address = address;
    try {
      if (Files.exists(file)) {
        Files.readAllLines(file).forEach(this::take);
      }
    } catch (IOException e) {
      throw new RefusedException(
          "known_hosts", "the known hosts file " + file + " cannot be read: make it readable text");
    }
  }

  /** A line that nobody can read counts as none, as with OpenSSH. */
  private void take(String line) {
    try {
      KnownHostEntry entry = KnownHostEntry.parseKnownHostEntry(line.strip());
      if (entry == null
          || entry.getKeyEntry() == null
          || "cert-authority".equals(entry.getMarker())
          || !entry.isHostMatch(address.host(), address.port())) {
        return;
      }
      PublicKey key =
          entry.getKeyEntry().resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.IGNORING);
      if (key != null) {
        keys.add(new KnownKey(key, "revoked".equals(entry.getMarker())));
      }
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      // not a line of this format
    }
  }

  /** Those first that the known keys are of: a host with several keys is to show a known one. */
  List<NamedFactory<Signature>> knownFirst(List<NamedFactory<Signature>> signatures) {
    Set<String> known = new HashSet<>();
    keys.forEach(each -> known.add(KeyUtils.getKeyType(each.key())));
    return signatures.stream()
        .sorted(
            Comparator.comparing(
                each -> !known.contains(KeyUtils.getCanonicalKeyType(each.getName()))))
        .toList();
  }

  @Override
  public boolean verifyServerKey(ClientSession session, SocketAddress remote, PublicKey shown) {
    List<KnownKey> same =
        keys.stream().filter(each -> KeyUtils.compareKeys(each.key(), shown)).toList();
    if (!same.isEmpty() && same.stream().noneMatch(KnownKey::revoked)) {
      return true;
    }
    String fingerprint = KeyUtils.getKeyType(shown) + " " + KeyUtils.getFingerPrint(shown);
    if (!same.isEmpty()) {
      refusal = revoked(fingerprint);
    } else {
      refusal = keys.isEmpty() ? unknown(fingerprint) : changed(fingerprint);
    }
    return false;
  }

  /** Why the key that was shown was not taken. */
  Optional<RefusedException> refusal() {
    return Optional.ofNullable(refusal);
  }

  private RefusedException unknown(String fingerprint) {
    return new RefusedException(
        "host_key_unknown",
        "the trainer "
            + address
            + " is not in "
            + file
            + ". It shows the key "
            + fingerprint
            + ": compare it with what the trainer itself says"
            + " (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub there), then type: "
            + address.keyscan()
            + " >> "
            + file);
  }

  private RefusedException changed(String fingerprint) {
    return new RefusedException(
        "host_key_changed",
        "the trainer "
            + address
            + " shows the key "
            + fingerprint
            + ", which is not the one in "
            + file
            + ": it was set up anew, or something else answers in its place. Ask who runs it; when"
            + " the new key is right, type: ssh-keygen -R '"
            + address.knownHostsForm()
            + "' -f "
            + file
            + " && "
            + address.keyscan()
            + " >> "
            + file);
  }

  private RefusedException revoked(String fingerprint) {
    return new RefusedException(
        "host_key_revoked",
        "the trainer "
            + address
            + " shows the key "
            + fingerprint
            + ", which "
            + file
            + " marks as @revoked: give the trainer a new host key");
  }
}
