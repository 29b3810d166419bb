package io.videocatalog.live;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import io.videocatalog.http.Overload;
import jakarta.inject.Inject;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Begins an answer that {@link Listener} goes on with: the request is over for the framework, and its thread is free. */
@Provider
@Produces(MediaType.SERVER_SENT_EVENTS)
public class ListenerWriter implements ServerMessageBodyWriter<Listener> {

    @Inject
    Listeners listeners;
    @Inject
    CurrentVertxRequest request;

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return Listener.class.isAssignableFrom(type);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return Listener.class.isAssignableFrom(type);
    }

    @Override
    public void writeResponse(Listener listener, Type genericType, ServerRequestContext context) {
        RoutingContext current = request.getCurrent();
        listeners.add(listener, current);
        Overload.leave(current);
    }

    @Override
    public void writeTo(Listener listener, Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType,
            MultivaluedMap<String, Object> headers, OutputStream out) {
        throw new UnsupportedOperationException("Listeners write by themselves");
    }
}
