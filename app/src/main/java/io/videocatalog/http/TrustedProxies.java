package io.videocatalog.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.SocketAddressImpl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/** The proxies whose word is taken for where a request comes from. {@link ShortSettings} has the framework take it for scheme and host. */
@ApplicationScoped
class TrustedProxies {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    @Inject
    ProxySettings settings;

    /**
     * The nearest address that is no trusted proxy's. Every proxy appends the address that it sees, so the last is the one to
     * believe: what stands before it may be the client's own invention, and the framework would take the first.
     */
    ClientAddress clientOf(HttpServerRequest request) {
        InetAddress client = peer(request);
        if (settings.proxies().isEmpty()) {
            return new ClientAddress(client);
        }
        Deque<String> told = new ArrayDeque<>();
        request.headers().getAll(FORWARDED_FOR).stream().flatMap(line -> Arrays.stream(line.split(","))).forEach(told::push);
        while (isTrusted(client) && !told.isEmpty()) {
            Optional<InetAddress> next = parse(told.pop().strip());
            if (next.isEmpty()) {
                break;
            }
            client = next.get();
        }
        return new ClientAddress(client);
    }

    private boolean isTrusted(InetAddress address) {
        return settings.proxies().orElseThrow().stream().anyMatch(network -> network.contains(address));
    }

    // Not the request's own, which is the framework's guess. A socket in the file system has no address.
    private static InetAddress peer(HttpServerRequest request) {
        return request.connection().remoteAddress() instanceof SocketAddressImpl peer && peer.ipAddress() != null
                ? Network.plain(peer.ipAddress())
                : InetAddress.getLoopbackAddress();
    }

    // Some proxies append the port, too.
    private static Optional<InetAddress> parse(String text) {
        return Network.findAddress(text).or(() -> Network.findAddress(text.replaceFirst(":\\d+$", "")));
    }
}
