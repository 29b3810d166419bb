package io.videocatalog.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Watches every connection from its first moment, which the HTTP server itself does not allow for. Netty makes it, and
 * only in a process that {@link io.videocatalog.Main} has started; in tests within one process there is none.
 */
public class Connections extends ChannelInitializerExtension {

    private static final Set<ServerChannel> LISTENING = ConcurrentHashMap.newKeySet();

    @Override
    public void postInitializeServerListenerChannel(ServerChannel channel) {
        LISTENING.add(channel);
        channel.closeFuture().addListener(closed -> LISTENING.remove(channel));
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        channel.pipeline().addFirst(new ConnectionWatch());
    }

    /** Takes no new connections from now on; those that there are go on. */
    static void refuseNew() {
        LISTENING.forEach(ServerChannel::close);
    }

    /** The watch over the connection on which a request has come. */
    static Optional<ConnectionWatch> watch(HttpServerRequest request) {
        return Optional.ofNullable(((ConnectionBase) request.connection()).channel().pipeline().get(ConnectionWatch.class));
    }
}
