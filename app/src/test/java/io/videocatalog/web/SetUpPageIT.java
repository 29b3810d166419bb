package io.videocatalog.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import io.videocatalog.cli.Program;
import io.videocatalog.faults.ServiceProcess;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first minutes of the packaged program, in a browser. */
class SetUpPageIT {

    @TempDir
    Path home;

    @Test
    void strangers_may_only_look_until_the_printed_code_has_made_an_administrator() throws Exception {
        Program program = Program.at(home).closed().with(Map.of("VIDEO_CATALOG_PUBLIC_READS", "true"));
        try (Chromium chromium = Chromium.start(); ServiceProcess service = ServiceProcess.start(program)) {
            Page page = chromium.open(service.request("/").build().uri().toString(), Look.USUAL);
            assertThat(page.getByText("There are no videos yet.")).isVisible();
            assertThat(PageTest.button(page, "Add video")).hasCount(0);
            assertThat(PageTest.link(page, "Changes")).hasCount(0);
            PageTest.link(page, "Sign in").click();
            page.getByText("The first start? Make the administrator").click();
            fill(page, "Code", "vc_wrong", "Name", "Ada", "Email address", "ada@example.org", "Password", "a long walk home");
            PageTest.button(page, "Make the administrator").click();
            assertThat(page.locator(".failure")).containsText("The code is wrong");
            fill(page, "Code", code(service));
            PageTest.button(page, "Make the administrator").click();
            assertThat(page.getByText("There are no videos yet.")).isVisible();
            PageTest.button(page, "Add video").click();
            fill(page, "Name", "Night Train", "Description", "From Seoul to Busan.");
            PageTest.button(page, "Save").click();
            assertThat(PageTest.row(page, "Night Train")).isVisible();
            chromium.closeWindows();
        }
    }

    private static void fill(Page page, String... labelsAndTexts) {
        for (int i = 0; i < labelsAndTexts.length; i += 2) {
            PageTest.field(page, labelsAndTexts[i]).fill(labelsAndTexts[i + 1]);
        }
    }

    private static String code(ServiceProcess service) {
        Matcher code = Pattern.compile("POST /api/setup with the code (vc_\\S{43})").matcher(service.out());
        assertTrue(code.find(), service.out());
        return code.group(1);
    }
}
