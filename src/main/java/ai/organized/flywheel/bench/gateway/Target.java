package ai.organized.flywheel.bench.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Where load goes: the stub itself, nginx or the gateway.
 *
 * @param child the proxy whose CPU is counted; null: there is none
 */
record Target(String name, int port, String key, Child child) {

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** The bytes of one request; made once, sent often. */
  ByteBuffer request(ObjectNode body) {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:"
            + port
            + "\r\nauthorization: Bearer "
            + key
            + "\r\nuser-agent: flywheel-bench\r\naccept: application/json\r\n"
            + "content-type: application/json\r\nx-client-id: "
            + PlantedModel.CLIENT
            + "\r\ncontent-length: "
            + bytes.length
            + "\r\n\r\n";
    byte[] first = head.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocateDirect(first.length + bytes.length).put(first).put(bytes).flip();
  }
}
