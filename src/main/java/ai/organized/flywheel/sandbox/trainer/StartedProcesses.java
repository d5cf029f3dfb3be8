package ai.organized.flywheel.sandbox.trainer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Every process that a command started, to be ended with the server, detached ones too.
 *
 * <p>A command gets a process group, which a process that {@code nohup} detaches stays in. A group
 * is ours as long as one lives that was seen in it while it was ours: numbers of processes are used
 * again, and the JDK's handles know that.
 */
final class StartedProcesses {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  /** Of macOS, which has no setsid. */
  private static final List<String> PERL =
      List.of("/usr/bin/perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV;");

  private final Map<Long, Set<ProcessHandle>> groups = new ConcurrentHashMap<>();

  Process start(List<String> command, Path folder, Map<String, String> environment)
      throws IOException {
    List<String> words = new ArrayList<>(Files.exists(SETSID) ? List.of(SETSID.toString()) : PERL);
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    groups.put(process.pid(), Set.of(process.toHandle()));
    return process;
  }

  /** A command has ended: whom it left behind in its group is ours too. */
  synchronized void ended(Process leader) {
    Map<Long, Set<ProcessHandle>> now = members();
    Set<ProcessHandle> left = now.getOrDefault(leader.pid(), Set.of());
    if (left.isEmpty()) {
      groups.remove(leader.pid());
    } else {
      groups.put(leader.pid(), left);
    }
    groups.replaceAll((group, known) -> isOurs(known) ? now.getOrDefault(group, known) : known);
  }

  private static boolean isOurs(Set<ProcessHandle> known) {
    return known.stream().anyMatch(ProcessHandle::isAlive);
  }

  /** Passes a signal to a command and to all in its group. */
  void signal(Process leader, String name) {
    if (leader != null && leader.isAlive()) {
      run("/bin/sh", "-c", "kill -\"$0\" -\"$1\"", name, String.valueOf(leader.pid()));
    }
  }

  /** Ends them all; what a process starts in the meantime is found in the next round. */
  synchronized void endAll() {
    groups.values().removeIf(known -> !isOurs(known));
    for (int round = 0; round < 5 && !groups.isEmpty(); round++) {
      Map<Long, Set<ProcessHandle>> now = members();
      groups.keySet().retainAll(now.keySet());
      for (Long group : groups.keySet()) {
        now.get(group).forEach(ProcessHandle::destroyForcibly);
        now.get(group).forEach(StartedProcesses::awaitEnd);
      }
    }
  }

  private static void awaitEnd(ProcessHandle process) {
    process.onExit().completeOnTimeout(process, 1, TimeUnit.SECONDS).join();
  }

  /** Who is in which group on this machine; who has ended and is only not buried yet is in none. */
  private static Map<Long, Set<ProcessHandle>> members() {
    Map<Long, Set<ProcessHandle>> members = new HashMap<>();
    for (String row : run("ps", "-A", "-o", "pid=,pgid=,stat=").strip().split("\n", -1)) {
      String[] words = row.strip().split("\\s+", -1);
      Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(words[0]));
      if (process.isPresent() && !words[2].startsWith("Z")) {
        members.computeIfAbsent(Long.valueOf(words[1]), id -> new HashSet<>()).add(process.get());
      }
    }
    return members;
  }

  private static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      try (InputStream out = process.getInputStream()) {
        return new String(out.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
