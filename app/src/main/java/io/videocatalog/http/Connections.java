package io.videocatalog.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.AbstractNioChannel.NioUnsafe;
import io.netty.handler.ssl.SslHandler;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Watches every connection from its first moment, which the HTTP server itself does not allow for. Netty makes it, and
 * only in a process that {@link io.videocatalog.Main} has started in production mode.
 */
@RegisterForReflection
public class Connections extends ChannelInitializerExtension {

    private static final Set<ServerChannel> LISTENING = ConcurrentHashMap.newKeySet();
    /** Each accepts up to 16; others may come while it does. */
    private static final int ACCEPT_PASSES = 8;

    /** How long a head may take, in milliseconds; read when the server begins to listen. */
    private volatile long patience;

    @Override
    public void postInitializeServerListenerChannel(ServerChannel channel) {
        patience = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class).getConfigMapping(HttpSettings.class).headTimeout().toMillis();
        LISTENING.add(channel);
        channel.closeFuture().addListener(closed -> LISTENING.remove(channel));
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        channel.pipeline().addFirst(new Arrival(patience));
    }

    /** Posts the watch when the connection is ready, behind TLS where there is any: what it reads and writes is HTTP. */
    private static final class Arrival extends ChannelInboundHandlerAdapter {

        private final long patience;

        Arrival(long patience) {
            this.patience = patience;
        }

        @Override
        public void channelActive(ChannelHandlerContext active) {
            ChannelHandlerContext tls = active.pipeline().context(SslHandler.class);
            active.pipeline().addAfter((tls == null ? active : tls).name(), null, new ConnectionWatch(patience));
            active.fireChannelActive();
            active.pipeline().remove(this);
        }
    }

    /** Takes no new connections from now on; those that there are go on. */
    static void refuseNew() {
        LISTENING.forEach(listener -> listener.eventLoop().execute(() -> {
            acceptWaiting(listener);
            listener.close();
        }));
    }

    // The system has greeted clients that the server has not accepted yet; closing would reset their connections.
    private static void acceptWaiting(ServerChannel listener) {
        for (int pass = 0; pass < ACCEPT_PASSES && listener.unsafe() instanceof NioUnsafe accepting; pass++) {
            accepting.read();
        }
    }

    /** The watch over the connection on which a request has come. */
    static Optional<ConnectionWatch> watch(HttpServerRequest request) {
        return Optional.ofNullable(((ConnectionBase) request.connection()).channel().pipeline().get(ConnectionWatch.class));
    }
}
