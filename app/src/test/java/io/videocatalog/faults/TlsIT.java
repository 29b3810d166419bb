package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service with a certificate of its own. */
class TlsIT {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final String TERSE_GET = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    @TempDir
    Path folder;

    private Map<String, String> certified() {
        return Map.of("VIDEO_CATALOG_TLS_CERTIFICATE", folder.resolve("tls.crt").toString(), "VIDEO_CATALOG_TLS_KEY",
                folder.resolve("tls.key").toString());
    }

    @Test
    void https_is_served_and_nothing_else_and_a_renewed_certificate_is_taken_over() throws Exception {
        makeCertificate("first", "tls");
        int plainPort = ServiceProcess.freePort();
        try (ServiceProcess service = ServiceProcess.launchSecure(plainPort, folder.resolve("home"), certified(),
                "-Dvideo-catalog.tls.reload-period=1s -Dvideo-catalog.http.head-timeout=5s")) {
            service.awaitListening();
            assertTrue(service.out().contains(" serves https://127.0.0.1:" + service.port + " "), service.out());
            String answer = exchange(service, "TLSv1.3", "GET /api/videos" + TERSE_GET);
            assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
            assertTrue(answer.contains("Strict-Transport-Security: max-age=31536000\r\n"), answer);
            assertTrue(exchange(service, "TLSv1.2", "GET /api/videos" + TERSE_GET).startsWith("HTTP/1.1 200 OK\r\n"));
            assertThrows(SSLHandshakeException.class, () -> exchange(service, "TLSv1.1", "GET /api/videos" + TERSE_GET));
            assertThrows(ConnectException.class, () -> connect(plainPort));
            plainHttpIsRefused(service);
            slowAndBrokenHeadsAreAnswered(service);
            theCertificateIsRenewed(service);
            assertTrue(service.out().lines().noneMatch(line -> line.contains("ERROR")), service.out());
        }
    }

    private static void plainHttpIsRefused(ServiceProcess service) throws Exception {
        try (Socket plain = connect(service.port)) {
            plain.getOutputStream().write(("GET /api/videos" + TERSE_GET).getBytes(StandardCharsets.US_ASCII));
            String answer = new String(plain.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertFalse(answer.contains("HTTP"), answer);
        } catch (SocketException reset) {
            // As good as closed.
        }
    }

    private static void slowAndBrokenHeadsAreAnswered(ServiceProcess service) throws Exception {
        String slow = exchange(service, "TLSv1.3", "GET /api/videos HTTP/1.1\r\nHost: loc");
        assertTrue(slow.startsWith("HTTP/1.1 408 "), slow);
        assertTrue(slow.contains("/problems/request-timeout"), slow);
        String broken = exchange(service, "TLSv1.3", "GET / nonsense\r\n\r\n");
        assertTrue(broken.startsWith("HTTP/1.1 400 ") && broken.contains("/problems/malformed"), broken);
        try (Socket silent = connect(service.port)) {
            assertEquals(-1, silent.getInputStream().read(), "a connection without a handshake is closed");
        }
    }

    private void theCertificateIsRenewed(ServiceProcess service) throws Exception {
        assertEquals("CN=first", subject(service));
        Files.writeString(folder.resolve("tls.crt"), "no certificate");
        service.awaitOutput("Until that is mended", 60);
        assertEquals("CN=first", subject(service));
        makeCertificate("second", "next");
        Files.move(folder.resolve("next.crt"), folder.resolve("tls.crt"), StandardCopyOption.REPLACE_EXISTING);
        service.awaitOutput("does not belong to the certificate", 60);
        assertEquals("CN=first", subject(service));
        Files.move(folder.resolve("next.key"), folder.resolve("tls.key"), StandardCopyOption.REPLACE_EXISTING);
        service.awaitOutput("has been renewed", 60);
        assertEquals("CN=second", subject(service));
    }

    @Test
    void files_that_cannot_be_used_end_the_start_in_one_sentence() throws Exception {
        refuses(certified(), "tls.crt cannot be read");
        makeCertificate("first", "tls");
        refuses(Map.of("VIDEO_CATALOG_TLS_KEY", folder.resolve("tls.key").toString()), "belong together");
        makeCertificate("second", "next");
        Files.move(folder.resolve("next.key"), folder.resolve("tls.key"), StandardCopyOption.REPLACE_EXISTING);
        refuses(certified(), "does not belong to the certificate");
        Files.writeString(folder.resolve("tls.key"), "no key");
        refuses(certified(), "is not in PEM format");
    }

    private void refuses(Map<String, String> settings, String sentence) throws Exception {
        try (ServiceProcess service = ServiceProcess.launchSecure(0, folder.resolve("home"), settings, "-XX:TieredStopAtLevel=1")) {
            assertEquals(1, service.exitCode(60));
            assertTrue(service.err().contains(sentence), service.err());
            assertEquals(1, service.err().strip().lines().count(), service.err());
        }
    }

    private void makeCertificate(String name, String files) throws Exception {
        Process openssl = new ProcessBuilder("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days", "2", "-subj", "/CN=" + name, "-keyout", folder.resolve(files + ".key").toString(), "-out",
                folder.resolve(files + ".crt").toString()).redirectErrorStream(true).start();
        String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, openssl.waitFor(), said);
    }

    private static String exchange(ServiceProcess service, String protocol, String request) throws Exception {
        try (SSLSocket socket = connectSecurely(service)) {
            socket.setEnabledProtocols(new String[]{protocol});
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String subject(ServiceProcess service) throws Exception {
        try (SSLSocket socket = connectSecurely(service)) {
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSubjectX500Principal().getName();
        }
    }

    private static SSLSocket connectSecurely(ServiceProcess service) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{new TrustingAll()}, null);
        return (SSLSocket) context.getSocketFactory().createSocket(connect(service.port), "127.0.0.1", service.port, true);
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** The certificates of this test are nobody's. */
    private static final class TrustingAll implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            assertFalse(List.of(chain).isEmpty());
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
