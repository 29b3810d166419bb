package io.videocatalog.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be set of origins and networks. */
class SettingsTest {

    @Test
    void an_origin_is_the_same_however_it_is_written() {
        assertEquals(Origin.of("https://app.example"), Origin.of("HTTPS://App.Example:443"));
        assertEquals(new Origin("http", "[::1]", 8080), Origin.of("http://[::1]:8080"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "/https:.*/", "https://*.example", "app.example", "https://app.example/", "https://app.example/path",
            "https://user@app.example", "https://app.example?x", "null", "ftp://app.example", "https://app.example:port", "https://"})
    void what_is_no_origin_is_refused(String text) {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Origin.of(text)).getMessage().contains("is no origin"));
    }

    @Test
    void a_network_has_its_addresses_and_no_others() throws Exception {
        assertTrue(Network.of("10.0.0.0/8").contains(InetAddress.getByName("10.255.0.1")));
        assertFalse(Network.of("10.0.0.0/8").contains(InetAddress.getByName("11.0.0.1")));
        assertTrue(Network.of("fd00::1").contains(InetAddress.getByName("fd00::1")));
        assertFalse(Network.of("fd00::1").contains(InetAddress.getByName("fd00::2")));
        assertFalse(Network.of("0.0.0.0/0").contains(InetAddress.getByName("::1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "localhost", "10.0.0.0/33", "10.0.0", "*", "10.0.0.1:80", "10.0.0.0/"})
    void what_is_no_network_is_refused(String text) {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Network.of(text)).getMessage().contains("is no address"));
    }
}
