package ai.organized.flywheel.train.ssh;

import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.core.CoreModuleProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets MINA's client up: one key, one known_hosts file, nothing of the user's ~/.ssh by itself.
 *
 * <p>A line on which nothing comes back for a minute is dead: with a command that is silent for
 * hours, the answers to the heartbeats come.
 */
final class NewSshClient {
  private static final Logger LOG = LoggerFactory.getLogger(NewSshClient.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final int HEARTBEATS_WITHOUT_ANSWER = 3;
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private NewSshClient() {}

  /**
   * @param keyPairs what signs in; none: the agent of {@code key} does
   */
  static SshClient with(KnownHosts known, TrainerKey key, List<KeyPair> keyPairs) {
    List<NamedFactory<Signature>> signatures = signatures();
    SshClient client = ClientBuilder.builder().build();
    client.setSignatureFactories(known.knownFirst(signatures));
    client.setServerKeyVerifier(known);
    client.setUserAuthFactories(List.of(new UserAuthPublicKeyFactory(signatures)));
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setFilePasswordProvider(FilePasswordProvider.EMPTY);
    if (keyPairs.isEmpty()) {
      client.setAgentFactory(AgentKeys.of(key));
    }
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
    CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, HEARTBEATS_WITHOUT_ANSWER);
    CoreModuleProperties.IDLE_TIMEOUT.set(client, LONGEST_SILENCE);
    return client;
  }

  /**
   * Ends it and every line of it at once. MINA may throw here when the other side hangs up at the
   * same moment; what was done on the line stays done.
   */
  static void cut(SshClient client) {
    try {
      client.close(true);
    } catch (IllegalStateException e) {
      LOG.debug("a line to the trainer ended while it was being cut", e);
    }
  }

  /** Without certificates, which nobody here can check, and without SHA-1. */
  private static List<NamedFactory<Signature>> signatures() {
    return ClientBuilder.setUpDefaultSignatureFactories(true).stream()
        .filter(
            each ->
                !each.getName().contains("-cert-")
                    && !each.getName().equals(BuiltinSignatures.rsa.getName()))
        .toList();
  }
}
