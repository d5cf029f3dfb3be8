package ai.organized.flywheel.sandbox.trainer;

import ai.organized.flywheel.failure.UnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/**
 * An SSH host on 127.0.0.1 that lets in one user with one key. It writes nothing outside its
 * folder.
 *
 * <p>As a real host does, it runs a command in the user's home, without a terminal and with an
 * environment of its own; lets go of a line whose command goes on; speaks version 3 of SFTP; and
 * says "Failure" when the disk is full.
 */
public final class TrainerServer implements AutoCloseable {
  public static final String USER = "trainer";

  private final Path home;
  private final HomeDisk disk;
  private final StartedProcesses processes = new StartedProcesses();
  private final ShellCommands commands;
  private final CountingServer server = new CountingServer();
  private volatile KeyPair hostKey = newKey();
  private volatile boolean keyRefused;

  private TrainerServer(Path folder, PublicKey authorised) {
    this.home = folder.resolve("home");
    this.disk = new HomeDisk(home);
    this.commands = new ShellCommands(home, folder.resolve("bin"), processes);
    server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    server.setKeyPairProvider(session -> List.of(hostKey));
    server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    server.setPublickeyAuthenticator(
        (user, key, session) ->
            !keyRefused && user.equals(USER) && KeyUtils.compareKeys(key, authorised));
    server.setPasswordAuthenticator(null);
    server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    server.setCommandFactory(commands);
    server.setSubsystemFactories(
        List.of(new SftpSubsystemFactory.Builder().withFileSystemAccessor(disk).build()));
    SftpModuleProperties.SFTP_VERSION.set(server, 3);
  }

  /**
   * Opens it on a free port.
   *
   * @param folder gets {@code home/} and {@code bin/}
   * @param authorisedKey the one public key that is let in, as a line of authorized_keys
   */
  public static TrainerServer start(Path folder, String authorisedKey) {
    try {
      PublicKey key =
          PublicKeyEntry.parsePublicKeyEntry(authorisedKey).resolvePublicKey(null, null, null);
      for (String name : List.of("home", "bin")) {
        Files.createDirectories(folder.resolve(name));
      }
      // As the kernel names it, whatever links lead there: a shell's pwd says the same.
      TrainerServer trainer = new TrainerServer(folder.toRealPath(), key);
      trainer.server.start();
      return trainer;
    } catch (IOException | GeneralSecurityException e) {
      throw new UnavailableException("Could not open a trainer host on 127.0.0.1", null, e);
    }
  }

  private static KeyPair newKey() {
    try {
      return KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no ed25519 here", e);
    }
  }

  /** What a client is configured with: {@code user@host:port}. */
  public String address() {
    return USER + "@" + host() + ":" + port();
  }

  public String host() {
    return server.getHost();
  }

  public int port() {
    return server.getPort();
  }

  /** Its host key as a line of a known_hosts file. */
  public String knownHostsLine() {
    return "[" + host() + "]:" + port() + " " + PublicKeyEntry.toString(hostKey.getPublic());
  }

  /** The login folder. */
  public Path home() {
    return home;
  }

  /** Puts a program on the PATH of the commands; it goes before one of the same name. */
  public void addTool(String name, String script) {
    Path tool = commands.bin().resolve(name);
    try {
      Files.writeString(tool, script);
      Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets a variable for all commands from now on. */
  public void setEnvironment(String name, String value) {
    commands.setEnvironment(name, value);
  }

  /** Whether nothing listens any more; lines that are there stay. */
  public void refuseConnections(boolean refuse) {
    server.listen(!refuse, new InetSocketAddress(host(), port()));
  }

  /** Breaks every line, as a router that goes down does: without a word. */
  public void dropSessions() {
    server.getActiveSessions().forEach(session -> session.close(true));
  }

  public void refuseKey(boolean refuse) {
    keyRefused = refuse;
  }

  /** Shows another host key from the next connection on, as a host that was set up anew. */
  public void changeHostKey() {
    hostKey = newKey();
  }

  /** How long a command waits before it begins. */
  public void answerAfter(Duration delay) {
    commands.startAfter(delay);
  }

  /**
   * Leaves so much room on the disk for files that come by SFTP; less than 1 MiB and the commands
   * find it full too: df says so, and FLYWHEEL_DISK_FULL is 1 for the tools.
   */
  public void leaveOnDisk(long bytes) {
    disk.leave(bytes);
    setEnvironment("FLYWHEEL_DISK_FULL", bytes < 1 << 20 ? "1" : "0");
    addTool(
        "df",
        "#!/bin/sh\n"
            + "echo 'Filesystem 1024-blocks Used Available Capacity Mounted on'\n"
            + "echo '/dev/disk1 1000000 0 "
            + bytes / 1024
            + " 100% /'\n");
  }

  /** How many connections were taken so far. */
  public int connections() {
    return server.connections();
  }

  /** How many bytes came in over all of them. */
  public long bytesReceived() {
    return server.bytesReceived();
  }

  /** Ends the lines, and every process that a command started and that still runs. */
  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException | IllegalStateException e) {
      // It is gone either way; MINA throws the second when a line ends at the same moment.
    }
    commands.close();
    processes.endAll();
  }
}
