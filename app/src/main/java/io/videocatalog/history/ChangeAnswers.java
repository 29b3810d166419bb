package io.videocatalog.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.videocatalog.http.StrictJson;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;

/** The answers that show changes. */
final class ChangeAnswers {

    private ChangeAnswers() {
    }

    /** One page of a list. It can have fewer items than were asked for: what the caller may not see is left out. */
    static Response page(ChangeQuery query, VisibleChanges visible, UriInfo uri) {
        ChangeQuery.Page page = query.page();
        String next = page.next() == null ? null : uri.getRequestUri().getRawPath() + "?" + page.next();
        ObjectNode body = StrictJson.MAPPER.createObjectNode();
        ArrayNode items = body.putArray("items");
        page.changes().forEach(change -> visible.json(change).ifPresent(items::add));
        body.put("next", next);
        ResponseBuilder response = json(body);
        return (next == null ? response : response.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"")).build();
    }

    static ResponseBuilder json(ObjectNode body) {
        return Response.ok(StrictJson.bytes(json -> StrictJson.MAPPER.writeTree(json, body)), MediaType.APPLICATION_JSON);
    }
}
