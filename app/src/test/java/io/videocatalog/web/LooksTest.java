package io.videocatalog.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every view in every look: nothing that keeps people out, nothing wider than the window, and a picture for whoever wants to see. */
@QuarkusTest
@Tag("slow")
class LooksTest extends PageTest {

    private static final Path PICTURES = Path.of("target/screenshots");
    private static final String ROWS = "{\"name\":\"Night Train\",\"description\":\"From Seoul to Busan.\"}\n{\"name\":\"Nameless\"}\nnonsense\n";

    static List<Look> looks() {
        return Look.ALL;
    }

    /** Has a page looked at by axe, and pictured. */
    static void look(Page page, Look look, String view) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(view + "-" + look + ".png")));
        assertTrue((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), view + " " + look + " is too wide");
        if (Look.JUDGED.contains(look)) {
            judge(page, view + " " + look);
        }
    }

    private static void judge(Page page, String what) {
        List<String> found = new AxeBuilder(page).analyze().getViolations().stream()
                .map(rule -> rule.getImpact() + " " + rule.getId() + ": " + rule.getNodes().get(0).getHtml()).toList();
        assertEquals(List.of(), found, what);
    }

    private final String word = unique();

    /** A window in which the catalogue's few videos of this test are seen. */
    private Page filled(Look look) {
        int id = video("A Trip to the Harbour " + word, "Boats leave before sunrise, and one comes back with more than fish.");
        json(Map.of("description", "Boats leave before dawn, and two come back with more than fish.")).patch("/api/videos/" + id);
        video("서울의 밤 " + word, "종로에서 홍대까지, 네온과 비와 길거리 음식이 있는 사십 분.");
        int gone = video("How a Clock Works " + word, "A watchmaker takes a clock apart and puts it together again.");
        api().delete("/api/videos/" + gone).then().statusCode(204);
        Page page = open("#/videos?q=" + word, look);
        assertThat(rows(page)).hasCount(2);
        return page;
    }

    @ParameterizedTest
    @MethodSource("looks")
    void every_view_is_open_to_everybody(Look look) {
        Page page = filled(look);
        boolean korean = look.isKorean();
        assertThat(page.locator("html")).hasAttribute("lang", korean ? "ko" : "en");
        assertThat(heading(page, korean ? "동영상" : "Videos")).isVisible();
        look(page, look, "videos");
        page.locator("details.menu summary").click();
        look(page, look, "export");
        page.keyboard().press("Escape");
        page.locator("a.quiet").last().click();
        assertThat(page.locator("del").first()).isVisible();
        look(page, look, "history");
        show(page, "#/changes", ".change", look, "changes");
        show(page, "#/trash", ".change", look, "trash");
        show(page, "#/account", "main p", look, "account");
        show(page, "#/users", "h1", look, "users");
        page.locator("button.primary").click();
        assertThat(dialog(page)).isVisible();
        look(page, look, "user");
        page.keyboard().press("Escape");
        show(page, "#/import", ".drop", look, "import");
        page.locator("input[type=file]").setInputFiles(new FilePayload("films.ndjson", "", ROWS.getBytes(UTF_8)));
        assertThat(page.locator("tbody tr")).hasCount(2);
        look(page, look, "imported");
    }

    private void show(Page page, String view, String sign, Look look, String name) {
        page.navigate(address + view);
        assertThat(page.locator(sign).first()).isVisible();
        look(page, look, name);
    }

    @ParameterizedTest
    @MethodSource("looks")
    void faults_conflicts_and_notices_are_readable(Look look) {
        Page page = filled(look);
        page.locator("button.edit").first().click();
        field(page, look.isKorean() ? "이름" : "Name").fill("x".repeat(251));
        page.locator("form .primary").click();
        assertThat(page.getByText(look.isKorean() ? "250자까지 쓸 수 있는데 251자입니다" : "at most 250 characters, 251 given")).isVisible();
        look(page, look, "faults");
        field(page, look.isKorean() ? "이름" : "Name").fill("Mine " + word);
        int edited = api().get("/api/videos?sort=-createdAt&limit=1&q=" + word).path("items[0].id");
        json(Map.of("name", "Theirs " + word)).patch("/api/videos/" + edited).then().statusCode(200);
        page.locator("form .primary").click();
        assertThat(dialog(page)).containsText("operator");
        look(page, look, "conflict");
        dialog(page).locator(".primary").click();
        assertThat(page.locator(".notice")).hasCSS("opacity", "1");
        look(page, look, "notice");
    }
}
