package io.videocatalog.live;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import io.videocatalog.history.VisibleChanges;
import io.videocatalog.security.Caller;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An open answer on which changes are told. All that it keeps is how far it has come; what it has not sent yet it finds again.
 * Whatever is not volatile belongs to the event loop of its connection.
 */
final class Listener {

    private static final long NOWHERE = -1;
    private static final int LEAST_RETRY_MILLIS = 500;
    private static final int MOST_RETRY_MILLIS = 2_000;
    private static final long FAREWELL_MILLIS = 1_000;

    private final Interest interest;
    private final Caller caller;
    private final VisibleChanges visible;
    private final ChangeFeed feed;
    private final HttpServerResponse response;
    private final ConnectionBase connection;
    private final Context loop;

    private volatile long position;
    /** The id that the client would come back with. */
    private long told;
    private long beginning;
    private boolean greeted;
    private boolean reset;
    private volatile boolean reading;
    /** Whether reading has failed, and is to be tried again. */
    private volatile boolean failed;
    private volatile boolean ended;
    /** When something was sent last, by {@link System#nanoTime}. */
    private volatile long sentAt = System.nanoTime();
    /** Whether the client has not read what it was sent. */
    private volatile boolean full;

    /** @param reset whether what the listener lacks cannot be had any more */
    Listener(Interest interest, boolean reset, Caller caller, VisibleChanges visible, ChangeFeed feed, RoutingContext request) {
        this.interest = interest;
        this.reset = reset;
        this.caller = caller;
        this.visible = visible;
        this.feed = feed;
        position = reset ? NOWHERE : interest.after().orElse(NOWHERE);
        response = request.response();
        connection = (ConnectionBase) request.request().connection();
        loop = connection.getContext();
    }

    Caller caller() {
        return caller;
    }

    /** Sends the head. Random, so that those who lose their server at one moment do not come back at one moment. */
    void open() {
        int retry = ThreadLocalRandom.current().nextInt(LEAST_RETRY_MILLIS, MOST_RETRY_MILLIS);
        response.setChunked(true).write("retry: " + retry + "\n\n");
        response.drainHandler(drained -> {
            full = false;
            sentAt = System.nanoTime();
            goOn();
        });
    }

    /** There may be something to send. */
    void wake() {
        if (!reading && !full) {
            loop.runOnContext(now -> goOn());
        }
    }

    boolean lags(long number) {
        return !ended && !full && !reading && position < number;
    }

    private void goOn() {
        Recent recent = feed.recent();
        if (ended || reading || recent == null) {
            return;
        }
        greet(recent);
        if (position < recent.after()) {
            readBack(recent.upTo());
        } else if (position < recent.upTo()) {
            tell(recent.behind(position), recent.upTo());
        }
    }

    // Where the listener begins: with what it has heard of last, so that nothing is lost if it goes before it has heard more.
    private void greet(Recent recent) {
        reset |= greeted && beginning != recent.beginning();
        if (greeted && !reset) {
            return;
        }
        position = position == NOWHERE || reset ? recent.upTo() : position;
        beginning = recent.beginning();
        send(Buffer.buffer((reset ? event("reset") : "") + (greeted ? "" : event("ready"))));
        told = position;
        greeted = true;
        reset = false;
    }

    private String event(String name) {
        return "id: " + position + "\nevent: " + name + "\ndata: {\"number\":" + position + "}\n\n";
    }

    private void readBack(long upTo) {
        reading = true;
        feed.readBack(position, upTo).onComplete(read -> {
            reading = false;
            failed = read.failed();
            if (read.succeeded()) {
                reset = read.result().isEmpty();
                read.result().ifPresent(page -> tell(page.changes(), page.upTo()));
                goOn();
            }
        });
    }

    // What the client does not take in is not kept for it; it is found again when there is room.
    private void tell(List<LiveChange> changes, long upTo) {
        for (LiveChange change : changes) {
            if (ended || isFull()) {
                return;
            }
            position = change.number();
            if (interest.includes(change.change())) {
                change.event(caller, visible).ifPresent(event -> {
                    told = position;
                    send(event);
                });
            }
        }
        position = upTo;
    }

    private boolean isFull() {
        full = response.writeQueueFull();
        return full;
    }

    private void send(Buffer event) {
        response.write(event);
        sentAt = System.nanoTime();
    }

    /** Is called about once a second, by any thread. */
    void tick(long now, LiveSettings settings) {
        long silence = now - sentAt;
        if (full && silence > settings.patience().toNanos()) {
            cut();
        } else if (!full && silence > settings.heartbeat().toNanos()) {
            loop.runOnContext(due -> beat());
        }
        if (failed) {
            failed = false;
            wake();
        }
    }

    // An id without data is no event, and has a listener who hears of little come back with a number that is still kept.
    private void beat() {
        if (!ended && !isFull()) {
            boolean moved = greeted && told != position;
            send(Buffer.buffer(moved ? ":\nid: " + position + "\n\n" : ":\n\n"));
            told = position;
        }
    }

    /** Ends the answer and the connection; most clients come back. */
    void end() {
        loop.runOnContext(now -> {
            if (!ended) {
                ended = true;
                response.end().onComplete(done -> connection.close());
                loop.owner().setTimer(FAREWELL_MILLIS, late -> cut());
            }
        });
    }

    // A proper end would wait in line behind what the client does not read.
    private void cut() {
        connection.channelHandlerContext().close();
    }

    /** The client has gone. */
    void gone() {
        ended = true;
    }
}
