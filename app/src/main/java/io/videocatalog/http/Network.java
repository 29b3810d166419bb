package io.videocatalog.http;

import io.smallrye.common.net.CidrAddress;
import io.smallrye.common.net.Inet;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** An address, or all addresses that begin alike (CIDR). */
public record Network(CidrAddress range) {

    /**
     * The network that a setting names.
     *
     * @throws IllegalArgumentException when it names none; names of hosts are none, as who answers to a name changes
     */
    public static Network of(String text) {
        String given = text.strip();
        CidrAddress range = given.contains("/")
                ? Inet.parseCidrAddress(given)
                : findAddress(given).map(address -> CidrAddress.create(address, address.getAddress().length * Byte.SIZE)).orElse(null);
        if (range == null) {
            throw new IllegalArgumentException("\"" + text + "\" is no address; write each as 10.0.0.1, fd00::1 or 10.0.0.0/8");
        }
        return new Network(range);
    }

    boolean contains(InetAddress address) {
        return range.matches(address);
    }

    /** The address that the text is, with or without the brackets that IPv6 has in URLs. Never asks anybody for a name. */
    static Optional<InetAddress> findAddress(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String bare = bracketed ? text.substring(1, text.length() - 1) : text;
        int zone = bare.indexOf('%');
        bare = zone < 0 ? bare : bare.substring(0, zone);
        return Optional.ofNullable(Inet.parseInetAddress(bare)).map(Network::plain);
    }

    /** The address without the zone that it is reached through. The JDK makes IPv4 of an IPv4 address that is written as IPv6. */
    static InetAddress plain(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
