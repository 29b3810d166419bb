package io.videocatalog.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.function.Consumer;

/** Paths of the tests that do nothing but ask whether a request may be carried out. */
@ApplicationScoped
public class StrangerProbe {

    @Inject
    CrossSite crossSite;
    @Inject
    RateLimits limits;

    void register(@Observes Router router) {
        router.route("/probe/cookie").handler(asking(request -> crossSite.check(request, true)));
        router.route("/probe/nobody").handler(asking(request -> crossSite.check(request, false)));
        router.route("/probe/account").handler(asking(request -> limits.countAccount(request, request.request().getParam("name"))));
        router.route("/probe/sign-in").handler(asking(request -> limits.countSignIn(request, request.request().getParam("email"))));
        router.route("/probe/address").handler(request -> request.end(ClientAddress.of(request).text()));
    }

    private static Handler<RoutingContext> asking(Consumer<RoutingContext> question) {
        return request -> {
            try {
                question.accept(request);
                request.response().setStatusCode(204).end();
            } catch (ProblemException problem) {
                Answers.refuse(request, problem);
            }
        };
    }
}
