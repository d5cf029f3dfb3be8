package ai.organized.flywheel.client;

import ai.organized.flywheel.failure.RefusedException;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The user's own network: loopback, and the hosts and address ranges that the settings list.
 *
 * <p>Names are compared as they are written and never looked up: what a name resolves to is not the
 * user's word. An outside host wins, because a tunnel or a proxy to a cloud has a local address.
 */
public final class OwnNetwork {
  private static final String LOOPBACK = "localhost";

  /** Read as decimal by some and as octal by others: 012.0.0.1 is no certain address. */
  private static final Pattern LEADING_ZERO = Pattern.compile("(^|\\.)0\\d");

  private final List<IpSubnetFilterRule> ranges = new ArrayList<>();
  private final Set<String> names = new HashSet<>(Set.of(LOOPBACK));
  private final Set<String> outside = new HashSet<>();

  /**
   * @param ownHosts names, addresses or CIDR ranges
   * @param outsideHosts {@code host:port} or {@code host}
   * @throws RefusedException when one of them cannot be read
   */
  public OwnNetwork(List<String> ownHosts, List<String> outsideHosts) {
    for (String host : ownHosts) {
      if (host.contains("/")) {
        ranges.add(range(host));
      } else {
        names.add(spelled(host));
      }
    }
    outsideHosts.forEach(host -> outside.add(outsidePlace(host)));
  }

  public boolean contains(URI destination) {
    String host = spelled(destination.getHost());
    if (outside.contains(host) || outside.contains(host + ":" + port(destination))) {
      return false;
    }
    return names.contains(host) || (isAddress(host) && inRange(host));
  }

  /** One spelling for one host: all of loopback is localhost, an address is written one way. */
  private static String spelled(String host) {
    String bare = host.toLowerCase(Locale.ROOT).replaceAll("^\\[|\\]$", "");
    if (!isAddress(bare)) {
      return bare;
    }
    InetAddress address = literal(bare);
    return address.isLoopbackAddress() ? LOOPBACK : address.getHostAddress();
  }

  private static int port(URI destination) {
    if (destination.getPort() >= 0) {
      return destination.getPort();
    }
    return switch (String.valueOf(destination.getScheme()).toLowerCase(Locale.ROOT)) {
      case "https" -> 443;
      case "ssh" -> 22;
      default -> 80;
    };
  }

  private static String outsidePlace(String host) {
    if (isAddress(host)) {
      return spelled(host);
    }
    try {
      URI uri = new URI("http://" + host);
      if (uri.getHost() != null && uri.getUserInfo() == null && uri.getPath().isEmpty()) {
        return spelled(uri.getHost()) + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw new RefusedException(
        "settings",
        "flywheel.egress.outside-hosts: \""
            + host
            + "\" is no host or host:port, such as 127.0.0.1:4000");
  }

  private boolean inRange(String address) {
    InetSocketAddress socket = new InetSocketAddress(literal(address), 0);
    return ranges.stream().anyMatch(range -> range.matches(socket));
  }

  private static boolean isAddress(String host) {
    return (NetUtil.isValidIpV4Address(host) && !LEADING_ZERO.matcher(host).find())
        || NetUtil.isValidIpV6Address(host);
  }

  private static InetAddress literal(String address) {
    try {
      return InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(address));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address + " is no address", e);
    }
  }

  private static IpSubnetFilterRule range(String cidr) {
    try {
      if (isAddress(cidr.substring(0, cidr.indexOf('/')))) {
        return new IpSubnetFilterRule(cidr, IpFilterRuleType.ACCEPT);
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new RefusedException(
        "settings",
        "flywheel.egress.own-hosts: \"" + cidr + "\" is no address range such as 100.64.0.0/10");
  }
}
