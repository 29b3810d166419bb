package io.videocatalog.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Tokens that mean nothing by themselves: 256 random bits behind a prefix by which scanners find those that have leaked. */
public final class OpaqueToken {

    private static final String PREFIX = "vc_";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private OpaqueToken() {
    }

    /** One that nobody has had yet. */
    public static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether the hash is this token's; takes as long for every other. */
    static boolean isHashOf(String hash, String token) {
        return MessageDigest.isEqual(hash.getBytes(StandardCharsets.US_ASCII), hash(token).getBytes(StandardCharsets.US_ASCII));
    }

    /** All that the catalogue keeps of a token. So many random bits need neither salt nor slowness. */
    public static String hash(String token) {
        return HexFormat.of().formatHex(Sha256.digest().digest(token.getBytes(StandardCharsets.UTF_8)));
    }
}
