package ai.organized.flywheel.train.ssh;

import ai.organized.flywheel.failure.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;

/** Lets MINA ask an agent for signatures; the agent is never forwarded to the trainer. */
record AgentKeys(Path socket) implements SshAgentFactory {
  /** The agent of a key that is not in a file. */
  static AgentKeys of(TrainerKey key) {
    return new AgentKeys(key.agentSocket().orElseThrow());
  }

  /**
   * @throws RefusedException when the agent does not answer, or has no key
   */
  void require() {
    boolean hasKeys;
    try (SshAgentSocket agent = new SshAgentSocket(socket)) {
      hasKeys = agent.getIdentities().iterator().hasNext();
    } catch (IOException e) {
      throw new RefusedException(
          "trainer_key",
          "the SSH agent at " + socket + " does not answer; see whether it runs with: ssh-add -l");
    }
    if (!hasKeys) {
      throw new RefusedException(
          "trainer_key",
          "the SSH agent at " + socket + " has no key; give it one with: ssh-add FILE");
    }
  }

  @Override
  public SshAgent createClient(Session session, FactoryManager manager) throws IOException {
    return new SshAgentSocket(socket);
  }

  @Override
  public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
    return List.of();
  }

  @Override
  public SshAgentServer createServer(ConnectionService service) {
    throw new UnsupportedOperationException("the agent is not forwarded");
  }
}
