package io.videocatalog.video;

import io.quarkus.test.junit.QuarkusTest;
import io.videocatalog.resource.EntityContractTest;
import java.util.List;
import java.util.Map;

@QuarkusTest
class VideoTest extends EntityContractTest {

    @Override
    public String path() {
        return "/api/videos";
    }

    @Override
    public Map<String, Object> body(String name) {
        return Map.of("name", name, "description", "What " + name.length() + " characters are about");
    }

    @Override
    public List<String> sortable() {
        return List.of("id", "name", "createdAt", "updatedAt");
    }

    @Override
    public int maxName() {
        return 250;
    }
}
