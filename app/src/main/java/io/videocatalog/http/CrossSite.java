package io.videocatalog.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps pages of other sites from doing what the browser that shows them may do. Browsers say where a request comes from in
 * {@code Sec-Fetch-Site} and {@code Origin}, which no page can forge.
 */
@ApplicationScoped
public class CrossSite {

    private static final String SEC_FETCH_SITE = "Sec-Fetch-Site";
    /** Told by a page of the service itself, and by somebody who typed the address. */
    private static final Set<String> OWN = Set.of("same-origin", "none");

    @Inject
    Cors cors;

    /**
     * Refuses a request that changes something and comes from another site. For callers whom the browser makes known by
     * itself, or who need not be known: a page of another site cannot set {@code Authorization}.
     *
     * @param byCookie whether a cookie says who calls; then only what is known to come from an own page passes
     * @throws ProblemException FORBIDDEN
     */
    public void check(RoutingContext context, boolean byCookie) {
        HttpServerRequest request = context.request();
        List<String> origins = request.headers().getAll(HttpHeaders.ORIGIN);
        List<String> sites = request.headers().getAll(SEC_FETCH_SITE);
        if (origins.isEmpty() && sites.isEmpty()) {
            refuseIf(byCookie, "Requests that a cookie authenticates and that change something need the header Origin or Sec-Fetch-Site; "
                    + "programs send a token as Authorization: Bearer");
        } else if (origins.size() != 1 || !cors.isAllowed(Origin.find(origins.get(0)))) {
            refuseIf(!OWN.containsAll(sites), "The request comes from a page of another site");
            Optional<Origin> own = Origin.of(request);
            refuseIf(!origins.stream().map(Origin::find).allMatch(origin -> origin.isPresent() && origin.equals(own)),
                    "The request comes from a page of another origin than " + own.map(Origin::toString).orElse("the service's")
                            + "; behind a proxy, list that as VIDEO_CATALOG_TRUSTED_PROXIES");
        }
    }

    /**
     * Refuses a request that names the service by anything but loopback. Without sign-in the address is all that protects it,
     * and a page of a site whose name has been pointed to 127.0.0.1 is of that site's origin (DNS rebinding).
     *
     * @throws ProblemException FORBIDDEN
     */
    public void requireLoopbackName(RoutingContext context) {
        HostAndPort authority = context.request().authority();
        refuseIf(authority == null || !isLoopback(authority.host().toLowerCase(Locale.ROOT)),
                "Without sign-in the service answers only to localhost, 127.0.0.1 and [::1]; "
                        + "use one of these as its name, or turn sign-in on");
    }

    private static boolean isLoopback(String host) {
        Optional<InetAddress> address = Network.findAddress(host);
        return host.equals("localhost") || address.isPresent() && address.get().isLoopbackAddress();
    }

    private static void refuseIf(boolean foreign, String detail) {
        if (foreign) {
            throw new ProblemException(ProblemType.FORBIDDEN, detail);
        }
    }
}
