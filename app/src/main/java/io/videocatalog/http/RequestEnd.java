package io.videocatalog.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/** The end of a request: its answer has been sent, or its client has gone. */
public final class RequestEnd {

    private static final String KEY = RequestEnd.class.getName();

    private final List<Runnable> actions = new ArrayList<>();
    private boolean over;

    private RequestEnd() {
    }

    /**
     * Waits for the end of a request that has just come, on its event loop. Later, by another thread, it could not be known: the
     * framework calls no handler that it is given after the end, and tells nobody that this has been. Nor does it call any when it has
     * itself broken the connection off because an answer failed.
     */
    static void await(RoutingContext request) {
        RequestEnd end = new RequestEnd();
        request.put(KEY, end);
        ChannelFuture closing = ((ConnectionBase) request.request().connection()).channel().closeFuture();
        ChannelFutureListener closed = connection -> end.reached();
        closing.addListener(closed);
        request.addEndHandler(ended -> {
            closing.removeListener(closed);
            end.reached();
        });
    }

    /** Does something once when the request ends; at once when it has, as where the client went before the request was looked at. */
    public static void of(RoutingContext request, Runnable action) {
        if (!request.<RequestEnd>get(KEY).takes(action)) {
            action.run();
        }
    }

    /**
     * Breaks off the connection of a request whose answer has failed halfway, and returns when that has ended the request. It tells the
     * client that the rest is missing; an orderly end, which the framework would come to, would not.
     */
    public static void breakOff(RoutingContext request) {
        ConnectionBase connection = (ConnectionBase) request.request().connection();
        connection.channelHandlerContext().close(); // At once, whether the client reads what is left or not.
        connection.closeFuture().toCompletionStage().toCompletableFuture().join();
    }

    private synchronized boolean takes(Runnable action) {
        return !over && actions.add(action);
    }

    private void reached() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        actions.forEach(Runnable::run);
    }
}
