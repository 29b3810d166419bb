package io.videocatalog.openapi;

import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import io.videocatalog.model.IdempotencyKey;
import io.videocatalog.resource.CollectionQuery;
import io.videocatalog.resource.CollectionResource;
import io.videocatalog.resource.EntityResource;
import io.videocatalog.resource.ValueType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;

/**
 * Writes the OpenAPI document while the service runs: by then the entities have their final shape, and every
 * {@link CollectionResource} that exists is known. At the first request for it only, see {@link KeptDocument}.
 */
@Singleton
@OpenApiFilter(stages = RunStage.RUNTIME_PER_REQUEST)
public class ApiDocument implements OASFilter {

    @Inject
    @All
    List<InstanceHandle<CollectionResource<?>>> resources;

    @Override
    public void filterOpenAPI(OpenAPI document) {
        OpenAPI api = new Template("api.yaml").fill(Map.of("cursor", CollectionQuery.exampleCursor(),
                "maxId", String.valueOf(ValueType.MAX_ID), "maxLimit", String.valueOf(CollectionQuery.MAX_LIMIT),
                "defaultLimit", String.valueOf(CollectionQuery.DEFAULT_LIMIT), "maxKey", String.valueOf(IdempotencyKey.LENGTH)));
        document.setInfo(api.getInfo().version(document.getInfo().getVersion()));
        document.setServers(api.getServers());
        document.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme("bearer"),
                OASFactory.createSecurityRequirement().addScheme("session")));
        document.setTags(null);
        document.setComponents(api.getComponents());
        if (document.getPaths() == null) {
            document.setPaths(OASFactory.createPaths());
        }
        resources.stream().map(ApiDocument::part).sorted(Comparator.comparing(EntityPart::path)).map(EntityPart::document)
                .forEach(part -> append(part, document));
        OpenAPI signIn = new Template("sign-in.yaml").fill(Map.of());
        document.getComponents().setSecuritySchemes(signIn.getComponents().getSecuritySchemes());
        append(signIn, document);
        append(new Template("history.yaml").fill(Map.of()), document);
        append(new Template("events.yaml").fill(Map.of()), document);
        document.getPaths().setPathItems(new TreeMap<>(document.getPaths().getPathItems()));
        DerivedLists.complete(document);
        Problems.complete(document);
        RequestIds.complete(document);
    }

    private static EntityPart part(InstanceHandle<CollectionResource<?>> resource) {
        String path = resource.getBean().getBeanClass().getAnnotation(Path.class).value();
        return new EntityPart(resource.get().representation(), path, resource.get() instanceof EntityResource);
    }

    private static void append(OpenAPI part, OpenAPI document) {
        Components components = document.getComponents();
        part.getTags().forEach(document::addTag);
        part.getComponents().getSchemas().forEach(components::addSchema);
        part.getPaths().getPathItems().forEach((path, item) -> addOperations(path, item, document.getPaths()));
    }

    private static void addOperations(String path, PathItem item, Paths paths) {
        if (!paths.hasPathItem(path)) {
            paths.addPathItem(path, item);
            return;
        }
        PathItem there = paths.getPathItem(path);
        item.getOperations().forEach(there::setOperation);
    }
}
