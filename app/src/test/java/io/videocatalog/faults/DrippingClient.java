package io.videocatalog.faults;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A client that sends the beginning of a request at once and the rest byte by byte. */
final class DrippingClient {

    /** What the client takes its time with. */
    enum Kind {
        HEAD("GET /api/videos HTTP/1.1\r\nHost: localhost\r\nX-Long: ", "a"),
        BODY(
                "POST /api/videos HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n",
                " "),
        CHUNKS("POST /api/videos HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
                "1\r\n \r\n"),
        IMPORT(
                "POST /api/videos/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: 5000\r\n\r\n",
                " "),
        SECOND_HEAD("GET /api/videos HTTP/1.1\r\nHost: localhost\r\n\r\nGET /api/vid", "a"),
        UNREAD_BODY(
                "GET /api/videos HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n", " "),
        NOTHING("", "");

        private final String atOnce;
        private final String drops;

        Kind(String atOnce, String drops) {
            this.atOnce = atOnce;
            this.drops = drops;
        }
    }

    final Kind kind;
    private final SocketChannel channel;
    private final long opened = System.nanoTime();
    private long closed;
    private int dropped;

    DrippingClient(Kind kind, int port) throws IOException {
        this.kind = kind;
        channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.write(ByteBuffer.wrap(kind.atOnce.getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
    }

    /** Sends one byte and sees whether the server has closed the connection. */
    void drip() {
        try {
            ByteBuffer answer = ByteBuffer.allocate(4096);
            if (channel.read(answer) < 0) {
                close();
            } else if (!kind.drops.isEmpty()) {
                channel.write(ByteBuffer.wrap(new byte[]{(byte) kind.drops.charAt(dropped++ % kind.drops.length())}));
            }
        } catch (IOException e) {
            close();
        }
    }

    private void close() {
        closed = System.nanoTime();
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone.
        }
    }

    boolean isClosed() {
        return closed != 0;
    }

    /** How long the server has put up with the client. */
    double seconds() {
        return ((isClosed() ? closed : System.nanoTime()) - opened) / 1e9;
    }
}
