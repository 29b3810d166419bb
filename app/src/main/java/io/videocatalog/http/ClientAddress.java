package io.videocatalog.http;

import io.netty.util.NetUtil;
import io.vertx.ext.web.RoutingContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** From where a request comes: the address of its connection or, where that is a trusted proxy's, the one that it tells. */
public record ClientAddress(InetAddress address) {

    private static final String KEY = ClientAddress.class.getName();
    /** What one customer of a provider has at least, and so what one may change at will. */
    private static final int SUBNET_BYTES = 8;

    public static ClientAddress of(RoutingContext request) {
        return request.get(KEY);
    }

    void remember(RoutingContext request) {
        request.put(KEY, this);
    }

    /** The address for logs. */
    public String text() {
        return NetUtil.toAddressString(address);
    }

    /** Whom to count for limits: an IPv4 address, or the /64 that an IPv6 address is in. */
    public String subnet() {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), SUBNET_BYTES))
                : text();
    }
}
