package io.videocatalog.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.net.Inet;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Keeps the files true that no test can run, since that takes Docker or a cluster. */
class DockerFilesTest {

    private static final Set<String> SERVICES = Set.of("service-1", "service-2");
    private static final int CONNECTIONS_OF_POSTGRESQL = 100;

    @Test
    void copies_and_mounts_files_that_are_there() throws IOException {
        for (String image : List.of("Dockerfile.jvm", "Dockerfile.native")) {
            for (String copied : Dockerfile.read(image).copiedFromRepository()) {
                assertTrue(Files.exists(DockerFolder.ROOT.resolve(copied)), copied);
            }
        }
        for (JsonNode service : DockerFolder.yaml("compose.yaml").path("services")) {
            for (JsonNode volume : service.path("volumes")) {
                if (volume.asText().startsWith(".")) {
                    assertTrue(Files.exists(DockerFolder.file(volume.asText().split(":")[0])), volume.asText());
                }
            }
        }
        for (JsonNode rules : DockerFolder.yaml("prometheus.yml").path("rule_files")) {
            assertTrue(Files.exists(DockerFolder.file(rules.asText())), rules.asText());
        }
    }

    @Test
    void starts_executables_as_it_starts_java() throws IOException {
        Dockerfile java = Dockerfile.read("Dockerfile.jvm");
        Dockerfile executables = Dockerfile.read("Dockerfile.native");
        for (String word : List.of("USER", "ENV", "WORKDIR", "VOLUME", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD")) {
            assertEquals(java.last(word), executables.last(word), word);
        }
        assertEquals(java.copiedFromBuild(), executables.copiedFromBuild());
        assertTrue(executables.last("HEALTHCHECK").endsWith("[\"/opt/video-catalog/bin/is-alive\"]"));
        assertTrue(executables.copiedFromRepository().contains("docker/is-alive"));
        assertFalse(executables.copiedFromRepository().contains("docker/keep-classes"), "it is for a JVM");
    }

    @Test
    void builds_executables_by_the_profile_for_them_where_the_launcher_looks() throws IOException {
        Dockerfile executables = Dockerfile.read("Dockerfile.native");
        assertTrue(executables.all("RUN").get(0).endsWith(" ./mvnw -B -ntp package -Dnative -DskipTests"));
        assertTrue(source("pom.xml").contains("<property>\n          <name>native</name>\n"));
        assertTrue(source("src/main/distribution/bin/video-catalog").contains("\nnative=$home/native/video-catalog-$engine\n"));
        for (String engine : List.of("h2", "postgresql")) {
            String executable = "video-catalog-" + engine;
            assertTrue(source("pom.xml").contains("<quarkus.package.output-name>" + executable + "</quarkus.package.output-name>"));
        }
        // Quarkus leaves an executable in the output directory of its build.
        assertTrue(source("pom.xml")
                .contains("<quarkus.package.output-directory>quarkus-app-postgresql</quarkus.package.output-directory>"));
        String packed = source("src/main/distribution/folder.xml").replaceAll("\\s", "");
        for (String file : List.of("target</directory><outputDirectory>native</outputDirectory><includes><include>video-catalog-h2<",
                "target/quarkus-app-postgresql</directory><outputDirectory>native</outputDirectory><includes><include>video-catalog-postgresql<")) {
            assertTrue(packed.contains("<directory>" + file), file);
        }
    }

    @Test
    void sets_only_what_is_documented() throws IOException {
        Set<String> names = new TreeSet<>(Dockerfile.read("Dockerfile.jvm").environment().keySet());
        DockerFolder.resource("ConfigMap").path("data").fieldNames().forEachRemaining(names::add);
        for (String service : SERVICES) {
            DockerFolder.yaml("compose.yaml").at("/services/" + service + "/environment").fieldNames().forEachRemaining(names::add);
        }
        names.remove("HOME");
        String page = Files.readString(DockerFolder.ROOT.resolve("docs/operations.md"));
        names.forEach(name -> assertTrue(page.contains("`" + name + "`"), name + " is not in docs/operations.md"));
    }

    @Test
    void names_the_same_port_everywhere() throws IOException {
        Dockerfile image = Dockerfile.read("Dockerfile.jvm");
        String port = image.environment().get("QUARKUS_HTTP_PORT");
        assertEquals(port, image.last("EXPOSE"));
        assertEquals(port, container().at("/ports/0/containerPort").asText());
        Set<String> targets = new HashSet<>();
        DockerFolder.yaml("prometheus.yml").at("/scrape_configs/0/static_configs/0/targets").forEach(one -> targets.add(one.asText()));
        assertEquals(Set.of("service-1:" + port, "service-2:" + port), targets);
        for (String target : targets) {
            assertTrue(DockerFolder.text("haproxy.cfg").contains("    server " + target.split(":")[0] + " " + target + "\n"), target);
        }
    }

    @Test
    void lets_only_haproxy_be_reached_and_only_from_this_machine() throws IOException {
        Map<String, JsonNode> services = Map.ofEntries(
                DockerFolder.yaml("compose.yaml").path("services").properties().toArray(Map.Entry[]::new));
        assertTrue(services.keySet().containsAll(SERVICES), services.keySet().toString());
        services.forEach((name, service) -> {
            assertEquals(name.equals("haproxy"), service.has("ports"), name);
            service.path("ports").forEach(port -> assertTrue(port.asText().startsWith("127.0.0.1:"), port.asText()));
            assertFalse(service.has("network_mode"), name);
            service.path("environment").properties().stream().filter(setting -> setting.getKey().contains("PASSWORD"))
                    .forEach(setting -> assertTrue(setting.getValue().asText().matches("\\$\\{\\w+:\\?.+}"), setting.getKey()));
        });
    }

    @Test
    void believes_haproxy_and_nobody_else() throws IOException {
        JsonNode compose = DockerFolder.yaml("compose.yaml");
        String haproxy = compose.at("/services/haproxy/networks/default/ipv4_address").asText();
        JsonNode network = compose.at("/networks/default/ipam/config/0");
        assertTrue(Inet.parseCidrAddress(network.path("subnet").asText()).matches(InetAddress.getByName(haproxy)), haproxy);
        assertFalse(Inet.parseCidrAddress(network.path("ip_range").asText()).matches(InetAddress.getByName(haproxy)),
                "others could be given it");
        SERVICES.forEach(
                name -> assertEquals(haproxy, compose.at("/services/" + name + "/environment/VIDEO_CATALOG_TRUSTED_PROXIES").asText()));
    }

    @Test
    void leaves_the_service_the_time_that_it_takes_to_stop() throws IOException {
        String settings = source("src/main/resources/application.properties");
        assertTrue(settings.contains("\nquarkus.shutdown.timeout=30s\n"));
        JsonNode configuration = DockerFolder.resource("ConfigMap").path("data");
        assertTrue(pod().path("terminationGracePeriodSeconds").asInt() > seconds(configuration.path("QUARKUS_SHUTDOWN_DELAY"))
                + seconds(configuration.path("QUARKUS_SHUTDOWN_TIMEOUT")));
        for (String name : SERVICES) {
            JsonNode service = DockerFolder.yaml("compose.yaml").at("/services/" + name);
            assertTrue(seconds(service.path("stop_grace_period")) > seconds(service.at("/environment/QUARKUS_SHUTDOWN_DELAY")) + 30);
        }
    }

    @Test
    void never_wants_more_connections_than_postgresql_takes() throws IOException {
        int pods = DockerFolder.resource("HorizontalPodAutoscaler").at("/spec/maxReplicas").asInt()
                + DockerFolder.resource("Deployment").at("/spec/strategy/rollingUpdate/maxSurge").asInt();
        int pool = DockerFolder.resource("ConfigMap").at("/data/QUARKUS_DATASOURCE_JDBC_MAX_SIZE").asInt();
        assertTrue(pods * pool < CONNECTIONS_OF_POSTGRESQL, pods + " pods with " + pool + " each");
    }

    @Test
    void confines_every_container_of_the_service() throws IOException {
        assertTrue(pod().at("/securityContext/runAsNonRoot").asBoolean());
        assertEquals(Dockerfile.read("Dockerfile.jvm").last("USER").split(":")[0], pod().at("/securityContext/runAsUser").asText());
        assertEquals("RuntimeDefault", pod().at("/securityContext/seccompProfile/type").asText());
        assertFalse(pod().path("automountServiceAccountToken").asBoolean(true));
        for (JsonNode container : List.of(container(), pod().at("/initContainers/0"))) {
            assertTrue(container.at("/securityContext/readOnlyRootFilesystem").asBoolean());
            assertFalse(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true));
            assertEquals("ALL", container.at("/securityContext/capabilities/drop/0").asText());
            assertFalse(container.at("/resources/limits/memory").asText().isEmpty());
        }
        for (String name : SERVICES) {
            JsonNode service = DockerFolder.yaml("compose.yaml").at("/services/" + name);
            assertTrue(service.path("read_only").asBoolean());
            assertEquals("ALL", service.at("/cap_drop/0").asText());
        }
    }

    @Test
    void finds_its_pods_by_their_label_and_its_scripts_by_the_same_image() throws IOException {
        JsonNode labels = DockerFolder.resource("Deployment").at("/spec/template/metadata/labels");
        assertEquals(labels, DockerFolder.resource("Deployment").at("/spec/selector/matchLabels"));
        assertEquals(labels, DockerFolder.resource("Service").at("/spec/selector"));
        assertEquals(labels, DockerFolder.resource("PodDisruptionBudget").at("/spec/selector/matchLabels"));
        assertEquals(container().path("image"), pod().at("/initContainers/0/image"));
        assertEquals("[\"db\",\"upgrade\"]", pod().at("/initContainers/0/args").toString());
        assertTrue(DockerFolder.resource("HorizontalPodAutoscaler").at("/spec/minReplicas").asInt() >= 2);
    }

    private static String source(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    private static JsonNode pod() throws IOException {
        return DockerFolder.resource("Deployment").at("/spec/template/spec");
    }

    private static JsonNode container() throws IOException {
        return pod().at("/containers/0");
    }

    private static long seconds(JsonNode duration) {
        return Duration.parse("PT" + duration.asText()).toSeconds();
    }
}
