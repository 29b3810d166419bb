package io.videocatalog.http;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The pages that the member {@code type} of a problem links to, for people. */
@Path("/problems")
@PermitAll
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class ProblemPages {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%1$s</title>
            </head>
            <body>
            <main>
            <h1>%1$s</h1>
            %2$s
            </main>
            </body>
            </html>
            """;

    @GET
    @Operation(hidden = true)
    public Response list() {
        String items = Arrays.stream(ProblemType.values())
                .map(type -> "<li><a href=\"/problems/%s\">%s</a> (%d)</li>".formatted(type.slug(), escape(type.title()), type.status()))
                .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
        return page("Problems that the API reports", items);
    }

    @GET
    @Path("{type}")
    @Operation(hidden = true)
    public Response get(@PathParam("type") String slug) {
        ProblemType type = ProblemType.findBySlug(slug)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND,
                        "There is no kind of problem with this name; /problems lists them all"));
        return page(type.title(), """
                <p>%s</p>
                <dl>
                <dt>Status</dt><dd>%d</dd>
                <dt>Type</dt><dd><code>/problems/%s</code></dd>
                </dl>
                <p><a href="/problems">All problems</a></p>""".formatted(escape(type.explanation()), type.status(), type.slug()));
    }

    private static Response page(String title, String content) {
        return Response.ok(PAGE.formatted(escape(title), content)).header(HttpHeaders.CACHE_CONTROL, "public, max-age=86400").build();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
