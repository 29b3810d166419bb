package io.videocatalog.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Sees the bytes of one connection. Closes it when a request's head is not complete in time: the server's idle timeout
 * begins anew with every byte. Gives a body to the errors that the HTTP codec answers without one.
 */
final class ConnectionWatch extends ChannelDuplexHandler {

    /** In milliseconds. */
    private final long patience;
    private ChannelHandlerContext context;
    private Future<?> deadline;
    private boolean anyByte;
    /** Requests whose head is complete and whose answer is not. */
    private int requests;
    /** Whether an answer to the last of them has begun. */
    private boolean answering;

    ConnectionWatch(long patience) {
        this.patience = patience;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        awaitHead();
        active.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext read, Object bytes) {
        anyByte = true;
        if (requests == 0 && deadline == null) {
            awaitHead();
        }
        read.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        stopWaiting();
        inactive.fireChannelInactive();
    }

    @Override
    public void write(ChannelHandlerContext written, Object message, ChannelPromise promise) {
        // What is written while no request is known is the codec's answer to something that is no request.
        Object sent = requests == 0 && message instanceof ByteBuf bytes ? RawProblem.inPlaceOf(bytes) : message;
        answering |= requests > 0;
        written.write(sent, promise);
    }

    /** The codec reports a body that breaks the syntax of HTTP, and then the server closes the connection without an answer. */
    @Override
    public void exceptionCaught(ChannelHandlerContext caught, Throwable cause) {
        if (requests > 0 && !answering && !(cause instanceof IOException)) {
            caught.writeAndFlush(RawProblem.of(ProblemType.MALFORMED));
            answering = true;
        }
        caught.fireExceptionCaught(cause);
    }

    /** The head of a request is complete. May be called by any thread, as {@link #requestAnswered} may. */
    void requestBegun() {
        onEventLoop(() -> {
            requests++;
            answering = false;
            stopWaiting();
        });
    }

    void requestAnswered() {
        onEventLoop(() -> requests--);
    }

    private void onEventLoop(Runnable change) {
        if (context.channel().eventLoop().inEventLoop()) {
            change.run();
        } else {
            context.channel().eventLoop().execute(change);
        }
    }

    private void awaitHead() {
        deadline = context.channel().eventLoop().schedule(this::giveUp, patience, TimeUnit.MILLISECONDS);
    }

    private void stopWaiting() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    // A client that has sent nothing expects no answer either.
    private void giveUp() {
        if (PipelinedRequests.isHeadHeld(context.pipeline())) {
            deadline = null;
        } else if (anyByte) {
            context.writeAndFlush(RawProblem.of(ProblemType.REQUEST_TIMEOUT)).addListener(ChannelFutureListener.CLOSE);
        } else {
            context.close();
        }
    }
}
