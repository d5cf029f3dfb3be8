package ai.organized.flywheel.bench.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One kind of request of the soak: what goes wrong with it upstream, and how it is answered. */
record SoakRequest(StubFault fault, boolean streamed, ByteBuffer bytes) {
  /** Of a thousand requests; the rest are plain ones that nothing happens to. */
  private static final Map<StubFault, Integer> FAULTS =
      Map.of(
          StubFault.STATUS, 4,
          StubFault.HANG, 1,
          StubFault.DIE, 4,
          StubFault.SLOW, 1,
          StubFault.GARBAGE, 4,
          StubFault.RESET, 4);

  private static final int STREAMS = 100;
  private static final int ALL = 1_000;

  /** A thousand requests, the kinds spread evenly; each fault hits plain ones and streams. */
  static List<SoakRequest> thousand(Target target) {
    List<SoakRequest> rare = new ArrayList<>();
    FAULTS.forEach(
        (fault, times) -> {
          for (int time = 0; time < times; time++) {
            rare.add(of(target, fault, time % 2 == 1));
          }
        });
    SoakRequest stream = of(target, StubFault.NONE, true);
    for (int i = 0; i < STREAMS; i++) {
      rare.add(stream);
    }
    SoakRequest plain = of(target, StubFault.NONE, false);
    List<SoakRequest> all = new ArrayList<>();
    for (int i = 0; i < ALL; i++) {
      int before = i * rare.size() / ALL;
      int after = (i + 1) * rare.size() / ALL;
      all.add(after > before ? rare.get(spread(before, rare.size())) : plain);
    }
    return all;
  }

  /** Faults are not all one after the other. */
  private static int spread(int index, int size) {
    return (int) (index * 53L % size); // 53 and the size have no factor in common
  }

  private static SoakRequest of(Target target, StubFault fault, boolean streamed) {
    Map<String, String> wish = Map.of("fault", fault.word());
    ObjectNode body = ChatBody.small();
    if (streamed) {
      ChatBody.stream(body, wish);
    } else if (fault != StubFault.NONE) {
      ChatBody.wish(body, wish);
    }
    return new SoakRequest(fault, streamed, target.request(body));
  }
}
