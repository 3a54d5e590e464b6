/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package ai.scriptrun.camel.console;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Chromium that is installed here. Where there is none, the tests that need it are skipped, and say so. Every page
 * watches for what none may do: script errors, what the security policy refused, dialogs, and requests to elsewhere.
 */
final class Chromium implements AutoCloseable {

    /** A phone. */
    static final int NARROW = 390;

    /** A laptop. */
    static final int WIDE = 1280;

    private static final Path DOCS = Path.of("../../docs/images");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> faults = new ArrayList<>();

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() {
        Path executable = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        if (executable == null) {
            System.err.println("WARNING: NO CHROMIUM IS INSTALLED: THE PAGE IS NOT TESTED IN A BROWSER");
        }
        Assumptions.assumeTrue(executable != null, "no Chromium is installed");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        return new Chromium(playwright, browser);
    }

    Page open(String url) {
        return open(url, WIDE, ColorScheme.LIGHT);
    }

    Page open(String url, int width, ColorScheme scheme) {
        Page page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 900)
                        .setLocale("en-GB")
                        .setColorScheme(scheme))
                .newPage();
        String origin = url.substring(0, url.indexOf('/', "http://".length()));
        page.onPageError(error -> faults.add("script error: " + error));
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                faults.add(message.text());
            }
        });
        page.onDialog(dialog -> {
            faults.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(origin)) {
                faults.add("request to elsewhere: " + request.url());
            }
        });
        page.navigate(url);
        return page;
    }

    /** What the pages did that none may do. */
    List<String> faults() {
        return faults;
    }

    /** For the documentation, where {@code -Dscriptrun.docs.write=true} says so. */
    static void picture(Page page, String name) {
        byte[] picture = page.screenshot(
                Boolean.getBoolean("scriptrun.docs.write")
                        ? new Page.ScreenshotOptions().setPath(DOCS.resolve(name))
                        : new Page.ScreenshotOptions());
        assertThat(picture).hasSizeBetween(10_000, 200_000);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
