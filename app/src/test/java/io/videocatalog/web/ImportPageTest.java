package io.videocatalog.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.junit.QuarkusTest;
import io.videocatalog.resource.Gzip;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ImportPageTest extends PageTest {

    private final String word = unique();

    private String row(int number) {
        return "{\"name\":\"%s no. %d\",\"description\":\"d\"}\n".formatted(word, number);
    }

    private Page importing(String file, byte[] content) {
        Page page = open("#/import");
        choose(page, file, content);
        return page;
    }

    private static void choose(Page page, String file, byte[] content) {
        page.locator("input[type=file]").setInputFiles(new FilePayload(file, "", content));
    }

    private static void assertImported(String word, int count) {
        api().get("/api/videos?count=true&limit=1&q=" + word).then().body("total", is(count));
    }

    @Test
    void takes_a_file_in_and_takes_the_whole_import_back() {
        String rows = IntStream.range(0, 300).mapToObj(this::row).collect(Collectors.joining());
        Page page = importing("films.ndjson", rows.getBytes(UTF_8));
        assertThat(page.getByText("300 added, 0 replaced, 0 rejected")).isVisible();
        assertImported(word, 300);
        button(page, "Take this import back").click();
        assertThat(notice(page, "300 changes are taken back")).isVisible();
        assertThat(button(page, "Take this import back")).hasCount(0);
        assertImported(word, 0);
    }

    @Test
    void hands_the_rejected_rows_back_to_be_mended() throws IOException {
        String broken = "{\"name\":\"%s\"}\n".formatted(word);
        Page page = importing("films.ndjson", (row(1) + broken + row(2) + "nonsense\n").getBytes(UTF_8));
        assertThat(page.getByText("2 added, 0 replaced, 2 rejected")).isVisible();
        assertThat(page.locator("tbody tr").first()).hasText("2Description is required");
        assertImported(word, 2);
        Download rows = page.waitForDownload(() -> button(page, "Save these rows").click());
        assertEquals("films.rejected.ndjson", rows.suggestedFilename());
        assertEquals(broken + "nonsense\n", Files.readString(rows.path()));
        Download reasons = page.waitForDownload(() -> button(page, "Save the reasons").click());
        assertTrue(Files.readAllLines(reasons.path()).get(0).contains("\"line\":2"));
    }

    @Test
    void takes_a_compressed_file_that_is_dropped() {
        Page page = open("#/import");
        assertThat(page.locator(".drop")).isVisible();
        page.evaluate("""
                bytes => {
                  const transfer = new DataTransfer();
                  transfer.items.add(new File([Uint8Array.from(bytes)], 'films.csv.gz'));
                  document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
                }""", unsigned(Gzip.compress(("name,description\n%s,d\n".formatted(word)).getBytes(UTF_8))));
        assertThat(page.getByText("1 added, 0 replaced, 0 rejected")).isVisible();
        assertImported(word, 1);
    }

    private static List<Integer> unsigned(byte[] bytes) {
        return IntStream.range(0, bytes.length).mapToObj(i -> bytes[i] & 0xff).toList();
    }

    @Test
    void only_tries_what_is_only_to_be_tried() {
        Page page = open("#/import");
        field(page, "Only try it, and keep nothing").check();
        choose(page, "films.ndjson", row(1).getBytes(UTF_8));
        assertThat(page.getByText("Tried only: 1 would be added, 0 replaced, 0 rejected")).isVisible();
        assertThat(button(page, "Take this import back")).hasCount(0);
        assertImported(word, 0);
    }

    @Test
    void says_which_files_it_cannot_read_and_sends_none_of_them() {
        Page page = open("#/import");
        List<String> sent = new ArrayList<>();
        page.onRequest(request -> sent.add(request.method()));
        choose(page, "films.xlsx", new byte[10]);
        assertThat(page.getByText("films.xlsx cannot be read")).isVisible();
        assertFalse(sent.contains("POST"), sent.toString());
    }

    @Test
    void tells_how_many_texts_it_has_cut() {
        Page page = open("#/import");
        field(page, "Cut texts that are too long").check();
        choose(page, "films.ndjson", row(1).replace("\"d\"", "\"" + "x".repeat(501) + "\"").getBytes(UTF_8));
        assertThat(page.getByText("The text of 1 row was too long and is cut")).isVisible();
        assertImported(word, 1);
    }

    @Test
    void shows_that_it_is_under_way_until_it_is_stopped() {
        Page page = open("#/import");
        List<Route> held = new ArrayList<>();
        page.route("**/api/videos/import*", held::add);
        choose(page, "films.ndjson", row(1).getBytes(UTF_8));
        assertThat(page.getByRole(AriaRole.PROGRESSBAR)).isVisible();
        button(page, "Stop").click();
        assertThat(page.getByText("The import was stopped.")).isVisible();
        assertThat(page.getByRole(AriaRole.PROGRESSBAR)).hasCount(0);
    }

    @Test
    void says_what_breaks_an_import_off() {
        Page page = importing("films.csv", "title,description\nx,y\n".getBytes(UTF_8));
        assertThat(page.locator(".failure")).containsText("title");
        assertThat(page.locator("#outcome")).hasCount(0);
    }
}
