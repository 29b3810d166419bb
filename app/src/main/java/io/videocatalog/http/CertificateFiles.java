package io.videocatalog.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.videocatalog.db.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.X509KeyManager;
import org.eclipse.microprofile.config.Config;

/** The files from which the service has the certificate that it shows to clients, and the key to that. */
public record CertificateFiles(Path certificate, Path key) {

    private static final byte[] SAMPLE = {1, 2, 3};

    /**
     * The files that the settings name, if they name any.
     *
     * @throws StartFailure when only one is named
     */
    public static Optional<CertificateFiles> configured(Config config) {
        Optional<String> certificate = config.getOptionalValue(ShortSettings.CERTIFICATE, String.class);
        Optional<String> key = config.getOptionalValue(ShortSettings.KEY, String.class);
        if (certificate.isPresent() != key.isPresent()) {
            throw new StartFailure("VIDEO_CATALOG_TLS_CERTIFICATE and VIDEO_CATALOG_TLS_KEY belong together; set both, or none.");
        }
        return certificate.map(file -> new CertificateFiles(Path.of(file), Path.of(key.orElseThrow())));
    }

    /**
     * The certificate, once it is known that the service can use it.
     *
     * @throws StartFailure when it cannot
     */
    public X509Certificate read() {
        PemKeyCertOptions pair = new PemKeyCertOptions().setCertValue(content(certificate)).setKeyValue(content(key));
        try {
            KeyStore loaded = pair.loadKeyStore(null);
            String alias = loaded.aliases().nextElement();
            X509KeyManager keys = (X509KeyManager) pair.getKeyManagerFactory(null).getKeyManagers()[0];
            X509Certificate read = keys.getCertificateChain(alias)[0];
            requireMatch(read, keys.getPrivateKey(alias));
            return read;
        } catch (StartFailure e) {
            throw e;
        } catch (Exception e) { // The library declares no less.
            throw new StartFailure("The certificate " + certificate + " or its key " + key
                    + " is not in PEM format (a chain of certificates, and one private key without a password); "
                    + "see VIDEO_CATALOG_TLS_CERTIFICATE and VIDEO_CATALOG_TLS_KEY.");
        }
    }

    private static Buffer content(Path file) {
        try {
            return Buffer.buffer(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new StartFailure("The file " + file + " cannot be read; VIDEO_CATALOG_TLS_CERTIFICATE and VIDEO_CATALOG_TLS_KEY "
                    + "must name files that are there and that this user may read.");
        }
    }

    private void requireMatch(X509Certificate read, PrivateKey secret) throws GeneralSecurityException {
        String algorithm = switch (secret.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> secret.getAlgorithm();
        };
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(secret);
        signing.update(SAMPLE);
        byte[] signed = signing.sign();
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(read.getPublicKey());
        verifying.update(SAMPLE);
        if (!verifying.verify(signed)) {
            throw new StartFailure("The key " + key + " does not belong to the certificate " + certificate + ".");
        }
    }

    /** Differs when one of the files has been replaced. */
    String stamp() {
        return stamp(certificate) + " " + stamp(key);
    }

    private static String stamp(Path file) {
        try {
            return Files.getLastModifiedTime(file) + "/" + Files.size(file);
        } catch (IOException e) {
            return "missing";
        }
    }
}
