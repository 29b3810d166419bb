package io.videocatalog.http;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.videocatalog.db.StartFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Takes over the certificate when its files have changed, for new connections. Files that cannot be used, or of which only
 * one has been replaced so far, leave the old one in use.
 */
@ApplicationScoped
class CertificateRenewal {

    private static final Logger LOG = Logger.getLogger(CertificateRenewal.class);
    private static final String NAME = "<default>";

    @Inject
    Config config;
    @Inject
    Vertx vertx;
    @Inject
    TlsConfigurationRegistry registry;
    @Inject
    Event<CertificateUpdatedEvent> updated;
    @ConfigProperty(name = "video-catalog.tls.reload-period", defaultValue = "1m")
    Duration period;

    /** What the certificate in use was read from, and what was last found to be unusable. */
    private String known;
    private String unusable;

    void begin(@Observes StartupEvent started) {
        registry.getDefault().filter(tls -> tls.getKeyStore() != null)
                .ifPresent(tls -> CertificateFiles.configured(config).ifPresent(files -> {
                    known = files.stamp();
                    vertx.setPeriodic(period.toMillis(), tick -> vertx.executeBlocking(() -> renew(files, tls)));
                }));
    }

    private synchronized Void renew(CertificateFiles files, TlsConfiguration tls) {
        String stamp = files.stamp();
        if (stamp.equals(known)) {
            return null;
        }
        try {
            X509Certificate certificate = files.read();
            if (!tls.reload()) {
                throw new StartFailure("The certificate cannot be taken over.");
            }
            known = stamp;
            updated.fire(new CertificateUpdatedEvent(NAME, tls));
            LOG.infof("The certificate has been renewed; this one ends on %s", certificate.getNotAfter().toInstant());
        } catch (StartFailure e) {
            warnOnce(stamp, e);
        }
        return null;
    }

    // It is tried again as it is: permissions may be all that has to be mended.
    private void warnOnce(String stamp, StartFailure failure) {
        if (!stamp.equals(unusable)) {
            unusable = stamp;
            LOG.warnf("%s Until that is mended the certificate from before stays in use.", failure.getMessage());
        }
    }
}
