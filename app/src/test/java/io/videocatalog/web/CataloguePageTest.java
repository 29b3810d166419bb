package io.videocatalog.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CataloguePageTest extends PageTest {

    private static final String PARKING = "A car park, seen for a day.";

    private static String found(String word) {
        return "#/videos?q=" + word;
    }

    @Test
    void finds_videos_as_somebody_types_and_keeps_the_search_in_the_address() {
        String word = unique();
        video("Harbour " + word, PARKING);
        video("Clockwork " + word, PARKING);
        Page page = open("");
        field(page, "Search videos").fill(word + " harb");
        assertThat(row(page, "Harbour " + word)).isVisible();
        assertThat(rows(page)).hasCount(1);
        assertThat(page.getByRole(AriaRole.STATUS).first()).hasText("1 video");
        page.reload();
        assertThat(field(page, "Search videos")).hasValue(word + " harb");
        assertThat(rows(page)).hasCount(1);
        field(page, "Search videos").fill(word + " nothing");
        assertThat(page.getByText("No video has words that begin with")).isVisible();
        assertThat(rows(page)).hasCount(0);
    }

    @Test
    void an_answer_that_comes_too_late_is_not_shown() {
        String word = unique();
        video("Early " + word, PARKING);
        video("Late " + word, PARKING);
        Page page = open(found(word));
        assertThat(rows(page)).hasCount(2);
        List<Route> held = new ArrayList<>();
        page.route(address -> address.contains("early") && address.contains("limit=50"), held::add);
        field(page, "Search videos").fill(word + " early");
        page.waitForCondition(() -> !held.isEmpty());
        field(page, "Search videos").fill(word + " late");
        assertThat(row(page, "Late " + word)).isVisible();
        assertThat(rows(page)).hasCount(1);
        held.forEach(Route::resume);
        page.waitForTimeout(300);
        assertThat(row(page, "Late " + word)).isVisible();
        assertThat(row(page, "Early " + word)).hasCount(0);
    }

    @Test
    void the_list_goes_on_as_far_as_it_is_scrolled_and_shows_each_video_once() {
        String word = unique();
        String lines = IntStream.range(0, 120).mapToObj(i -> "{\"name\":\"%s no. %03d\",\"description\":\"d\"}\n".formatted(word, i))
                .collect(Collectors.joining());
        api().contentType("application/x-ndjson").body(lines).post("/api/videos/import").then().statusCode(200);
        Page page = open(found(word) + "&sort=name");
        assertThat(page.getByText("120 videos")).isVisible();
        assertThat(rows(page)).hasCount(50);
        for (int seen = 50; seen < 120; seen = rows(page).count()) {
            rows(page).last().scrollIntoViewIfNeeded();
            page.waitForFunction("seen => document.querySelectorAll('.row').length > seen", seen);
        }
        List<String> names = page.locator(".row h2").allTextContents();
        assertEquals(120, names.size());
        assertEquals(120, new HashSet<>(names).size());
        assertEquals(names.stream().sorted().toList(), names);
        assertThat(button(page, "Show more")).hasCount(0);
    }

    @Test
    void sorts_as_somebody_chooses() {
        String word = unique();
        List.of("B", "C", "A").forEach(letter -> video(letter + " " + word, PARKING));
        Page page = open(found(word));
        assertThat(page.locator(".row h2")).hasText(new String[]{"A " + word, "C " + word, "B " + word});
        field(page, "Order").selectOption("name");
        assertThat(page.locator(".row h2")).hasText(new String[]{"A " + word, "B " + word, "C " + word});
        assertTrue(page.url().endsWith("sort=name"), page.url());
    }

    @Test
    void adds_a_video_and_says_next_to_the_fields_what_cannot_be_taken() {
        String name = title();
        Page page = open("");
        button(page, "Add video").click();
        field(page, "Name").fill("x".repeat(251));
        button(page, "Save").click();
        assertThat(page.getByText("at most 250 characters, 251 given")).isVisible();
        assertThat(field(page, "Name")).hasAttribute("aria-invalid", "true");
        assertThat(field(page, "Name")).isFocused();
        assertThat(field(page, "Description")).hasAttribute("aria-invalid", "true");
        field(page, "Name").fill(name);
        field(page, "Description").fill(PARKING);
        button(page, "Save").click();
        assertThat(notice(page, "is added")).isVisible();
        assertThat(rows(page).first()).containsText(name);
        api().get("/api/videos?name=" + name.replace(" ", "%20")).then().body("items.size()", is(1)).body("items[0].description",
                is(PARKING));
    }

    @Test
    void edits_a_video_in_its_place() {
        String name = title();
        int id = video(name, PARKING);
        Page page = open(found(name.split(" ")[1]));
        button(page, "Edit " + name).click();
        field(page, "Description").fill("Another text");
        button(page, "Save").click();
        assertThat(notice(page, "is saved")).isVisible();
        assertThat(row(page, name)).containsText("Another text");
        assertThat(button(page, "Edit " + name)).isFocused();
        api().get("/api/videos/" + id).then().body("description", is("Another text")).body("name", is(name));
    }

    @Test
    void a_deleted_video_comes_back_by_undo() {
        String name = title();
        int id = video(name, PARKING);
        Page page = open(found(name.split(" ")[1]));
        button(page, "Delete " + name).click();
        assertThat(row(page, name)).hasCount(0);
        api().get("/api/videos/" + id).then().statusCode(404);
        button(page, "Undo").click();
        assertThat(row(page, name)).isVisible();
        assertThat(row(page, name)).hasCount(1);
        api().get("/api/videos/" + id).then().statusCode(200).body("description", is(PARKING));
    }

    @Test
    void does_not_delete_what_somebody_has_just_changed() {
        String name = title();
        int id = video(name, PARKING);
        Page page = open(found(name.split(" ")[1]));
        page.route("**/api/videos/" + id, route -> {
            json(Map.of("description", "Much better")).patch("/api/videos/" + id).then().statusCode(200);
            route.resume();
        });
        button(page, "Delete " + name).click();
        assertThat(notice(page, "was changed a moment ago and is not deleted")).isVisible();
        assertThat(row(page, name)).containsText("Much better");
        api().get("/api/videos/" + id).then().statusCode(200);
    }

    @Test
    void text_of_the_catalogue_is_never_markup() {
        String word = unique();
        String hostile = "<img src=x onerror=\"document.title='run'\"><b>" + word + "</b> {{7*7}} ${7*7}";
        video(hostile, "<script>document.title='run'</script>&lt;i&gt;");
        Page page = open(found(word));
        assertThat(page.locator(".row h2")).hasText(hostile);
        assertThat(page.locator(".row .description")).hasText("<script>document.title='run'</script>&lt;i&gt;");
        link(page, "History of " + hostile).click();
        assertThat(page.locator("h1")).hasText("History of " + hostile);
        assertEquals(0, page.locator("main b, main img, main script, main i").count());
        assertThat(page).hasTitle(Pattern.compile("History of <img.*"));
    }

    @Test
    void exports_what_has_been_found() throws Exception {
        String word = unique();
        video("One " + word, PARKING);
        Page page = open(found(word));
        assertThat(rows(page)).hasCount(1);
        page.getByText("Export", new Page.GetByTextOptions().setExact(true)).click();
        Download file = page.waitForDownload(() -> link(page, "As NDJSON, a line for each video").click());
        assertEquals("videos.ndjson", file.suggestedFilename());
        List<String> lines = Files.readAllLines(file.path());
        assertEquals(1, lines.size());
        assertTrue(lines.get(0).contains("One " + word), lines.get(0));
    }

    @Test
    void what_is_sent_again_because_no_answer_came_is_added_once() {
        String name = title();
        Page page = open("");
        List<Route> lost = new ArrayList<>();
        page.route("**/api/videos", route -> {
            if (lost.isEmpty()) {
                lost.add(route);
                route.fetch();
                route.abort();
            } else {
                route.resume();
            }
        });
        button(page, "Add video").click();
        field(page, "Name").fill(name);
        field(page, "Description").fill(PARKING);
        button(page, "Save").click();
        assertThat(page.getByText("What you have written is still here")).isVisible();
        button(page, "Save").click();
        assertThat(notice(page, "is added")).isVisible();
        api().get("/api/videos?name=" + name.replace(" ", "%20")).then().body("items.size()", is(1));
    }

    @Test
    void the_menu_of_exports_closes_when_it_is_left() {
        Page page = open("");
        Locator menu = page.locator("details.menu");
        menu.locator("summary").click();
        assertThat(menu).hasAttribute("open", "");
        page.keyboard().press("Escape");
        assertThat(menu).not().hasAttribute("open", "");
        assertThat(menu.locator("summary")).isFocused();
        menu.locator("summary").click();
        assertThat(menu).hasAttribute("open", "");
        field(page, "Search videos").click();
        assertThat(menu).not().hasAttribute("open", "");
    }

    @Test
    void says_that_the_service_is_away_and_goes_on_when_it_is_back() {
        String name = title();
        video(name, PARKING);
        Page page = open("");
        assertThat(rows(page).first()).isVisible();
        page.context().setOffline(true);
        field(page, "Search videos").fill(name);
        assertThat(page.getByText("The catalogue cannot be reached. Trying again")).isVisible();
        page.context().setOffline(false);
        assertThat(row(page, name)).isVisible();
        assertThat(rows(page)).hasCount(1);
        assertThat(page.getByText("The catalogue cannot be reached. Trying again")).hasCount(0);
    }
}
