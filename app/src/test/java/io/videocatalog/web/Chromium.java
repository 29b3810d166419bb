package io.videocatalog.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Debian's browser, and the windows that a test has opened in it, each of somebody else. */
final class Chromium implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final int HEIGHT = 860;
    private static final int PHONE_HEIGHT = 740;
    private static final int WIDEST_PHONE = 500;
    /** A service that has just started may share a processor with others that do. */
    private static final int PATIENCE_MILLIS = 60_000;

    private final Playwright playwright = Playwright
            .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(PROGRAM)
            .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")));
    private final List<BrowserContext> windows = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    private Chromium() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    /** The browser; where it is not installed the test is skipped, and fails where {@code CI_REQUIRES_ALL} is set. */
    static Chromium start() {
        if (!Files.isExecutable(PROGRAM)) {
            String missing = PROGRAM + " is missing; install Debian's package chromium";
            if (System.getenv("CI_REQUIRES_ALL") != null) {
                throw new AssertionError(missing);
            }
            System.out.println("Skipped: " + missing);
            abort(missing);
        }
        return new Chromium();
    }

    /** A window of somebody who has been nowhere yet, at this address. */
    Page open(String address, Look look) {
        BrowserContext window = browser.newContext(new Browser.NewContextOptions().setLocale(look.language()).setColorScheme(look.colors())
                .setViewportSize(look.width(), look.width() > WIDEST_PHONE ? HEIGHT : PHONE_HEIGHT).setTimezoneId("UTC"));
        windows.add(window);
        Page page = window.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.text().matches("(?s).*(Content Security Policy|TrustedHTML|Uncaught).*")) {
                complaints.add(message.text());
            }
        });
        page.navigate(address);
        return page;
    }

    /** Closes all windows. In none of them may a script have failed, or have been kept from running. */
    void closeWindows() {
        windows.forEach(BrowserContext::close);
        windows.clear();
        List<String> found = List.copyOf(complaints);
        complaints.clear();
        assertEquals(List.of(), found);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
