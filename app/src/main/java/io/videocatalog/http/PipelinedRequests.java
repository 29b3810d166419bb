package io.videocatalog.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * Hands on the requests of a connection one at a time; a client may send more before it has its answers (RFC 9112, 9.3.2). The server's
 * own queue for them forgets the request that is being answered, and never ends it, when its client goes while the next is incomplete.
 * It would also answer on and on a client that reads nothing.
 */
final class PipelinedRequests extends ChannelDuplexHandler {

    private final Queue<Object> held = new ArrayDeque<>();
    private final HttpConnection server;
    private boolean answering = true;
    /** Whether the connection ends with the request at hand; what follows is not for the server, which would lose its buffers. */
    private boolean last;
    private boolean over;

    private PipelinedRequests(HttpServerRequest first) {
        server = first.connection();
        last = isLast(first.version() == HttpVersion.HTTP_1_1, value -> first.headers().contains(HttpHeaderNames.CONNECTION, value, true));
    }

    /** Holds back what comes behind a request that has just come, on its event loop, and behind those that follow. */
    static void holdBack(HttpServerRequest request) {
        ChannelHandlerContext handler = ((ConnectionBase) request.connection()).channelHandlerContext();
        if (handler.pipeline().get(PipelinedRequests.class) == null) {
            handler.pipeline().addBefore(handler.name(), null, new PipelinedRequests(request));
        }
    }

    /** Whether the next request is waiting, whose head has come in time then. */
    static boolean isHeadHeld(ChannelPipeline connection) {
        PipelinedRequests requests = connection.get(PipelinedRequests.class);
        return requests != null && !requests.held.isEmpty();
    }

    /** As the server tells it, which looks at the header's whole value. */
    private static boolean isLast(boolean http11, Predicate<CharSequence> connection) {
        return http11 ? connection.test(HttpHeaderValues.CLOSE) : !connection.test(HttpHeaderValues.KEEP_ALIVE);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (held.isEmpty() && !mustWait(context, message)) {
            handOn(context, message);
        } else {
            held.add(message);
            context.channel().config().setAutoRead(false);
        }
    }

    /** A request begins when the one before has been answered, and its client has taken most of the answer. */
    private boolean mustWait(ChannelHandlerContext context, Object message) {
        return message instanceof HttpRequest && (answering || !context.channel().isWritable());
    }

    private void handOn(ChannelHandlerContext context, Object message) {
        over |= last && message instanceof HttpRequest;
        if (over) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            answering = true;
            last = isLast(request.protocolVersion().isKeepAliveDefault(),
                    value -> request.headers().contains(HttpHeaderNames.CONNECTION, value, true));
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        context.write(message, promise);
        boolean informs = message instanceof HttpResponse answer && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof LastHttpContent && !informs) {
            // When the server has noted that it has answered, which the thread that answers does before it gives this lock back.
            synchronized (server) {
                context.executor().execute(() -> {
                    answering = false;
                    handOnHeld(context);
                });
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        context.fireChannelWritabilityChanged();
        handOnHeld(context);
    }

    private void handOnHeld(ChannelHandlerContext context) {
        if (held.isEmpty() || mustWait(context, held.element())) {
            return;
        }
        // First, since the server may want no more while it is handed what is held.
        context.channel().config().setAutoRead(true);
        while (!held.isEmpty() && !mustWait(context, held.element())) {
            handOn(context, held.remove());
        }
        if (!held.isEmpty()) {
            context.channel().config().setAutoRead(false);
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        held.forEach(ReferenceCountUtil::release);
        held.clear();
        context.fireChannelInactive();
    }
}
