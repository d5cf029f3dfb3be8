package ai.organized.flywheel.bench.gateway;

import ai.organized.flywheel.wiring.FreePort;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * nginx in front of the stub, set up as one would for this work: connections kept on both sides,
 * nothing buffered on the way back, bodies in memory, no access log, a worker for each processor.
 */
final class NginxProxy implements AutoCloseable {
  private final Child child;
  private final int port;

  private NginxProxy(Child child, int port) {
    this.child = child;
    this.port = port;
  }

  /** Empty when there is no nginx on the PATH. */
  static Optional<NginxProxy> start(Path folder, int upstream)
      throws IOException, InterruptedException {
    Optional<Path> program =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .filter(each -> !each.isEmpty())
            .map(each -> Path.of(each, "nginx"))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    int port = FreePort.any();
    Path home = Files.createDirectories(folder.resolve("nginx"));
    Path config = Files.writeString(home.resolve("nginx.conf"), config(home, port, upstream));
    Child child =
        Child.start(
            List.of(
                program.get().toString(),
                "-p",
                home.toString(),
                "-c",
                config.toString(),
                "-e",
                home.resolve("error.log").toString()),
            Map.of(),
            folder.resolve("nginx.log"));
    child.awaitPort(port);
    return Optional.of(new NginxProxy(child, port));
  }

  private static String config(Path home, int port, int upstream) {
    String user = System.getProperty("user.name");
    return String.join(
            "\n",
            user.equals("root") ? "user root;" : "", // else its workers cannot use our folder
            "worker_processes auto;",
            "daemon off;",
            "pid HOME/pid;",
            "error_log HOME/error.log;",
            "events { worker_connections 4096; }",
            "http {",
            "  access_log off;",
            "  keepalive_requests 1000000000;",
            "  client_max_body_size 20m;",
            "  client_body_buffer_size 128k;",
            "  client_body_temp_path HOME/body;",
            "  proxy_temp_path HOME/proxy;",
            "  fastcgi_temp_path HOME/fastcgi;",
            "  uwsgi_temp_path HOME/uwsgi;",
            "  scgi_temp_path HOME/scgi;",
            "  upstream stub {",
            "    server 127.0.0.1:UPSTREAM;",
            "    keepalive 256;",
            "    keepalive_requests 1000000000;",
            "  }",
            "  server {",
            "    listen 127.0.0.1:PORT;",
            "    location / {",
            "      proxy_pass http://stub;",
            "      proxy_http_version 1.1;",
            "      proxy_set_header Connection \"\";",
            "      proxy_buffering off;",
            "    }",
            "  }",
            "}",
            "")
        .replace("HOME", home.toString())
        .replace("PORT", String.valueOf(port))
        .replace("UPSTREAM", String.valueOf(upstream));
  }

  Child child() {
    return child;
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    child.close();
  }
}
