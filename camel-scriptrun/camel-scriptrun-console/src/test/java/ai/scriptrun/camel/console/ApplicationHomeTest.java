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

import java.time.Duration;
import java.util.UUID;

import ai.scriptrun.camel.store.RunPhase;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The application's home, in a real browser. */
class ApplicationHomeTest {

    private static Chromium chromium;

    private final FilledStore filled = FilledStore.withAll();

    @BeforeAll
    static void open() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void shut() {
        if (chromium != null) {
            assertThat(chromium.faults()).isEmpty();
            chromium.close();
        }
    }

    private ConsoleApplication application(String... properties) {
        return new ConsoleApplication(filled.store(), properties);
    }

    private static Locator tile(Page page, String word) {
        return page.locator(".tile").filter(new Locator.FilterOptions().setHasText(word));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator rows(Page page) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Runs, newest first"))
                .locator("tbody tr");
    }

    @Test
    void showsRunsByPhaseAndLimits() {
        try (ConsoleApplication application = application()) {
            Page page = chromium.open(application.url());

            assertThat(page.locator(".tile .count")).hasText(new String[] {"3", "3", "1", "1", "2", "1"});
            assertThat(page.locator(".gauge").first()).containsText("of 8");
            assertThat(rows(page)).hasCount(11);
            assertThat(page.locator(".top")).containsText("read only");

            tile(page, "Uncertain").click();
            assertThat(rows(page)).hasCount(1);
            filled.queue(9, 1);
            assertThat(tile(page, "Queued").locator(".count")).hasText("4");
        }
    }

    @Test
    void showsTheLifeOfARunButNotItsData() {
        long id = filled.failed(307);
        try (ConsoleApplication application = application()) {
            Page page = chromium.open(application.url() + "#/0/" + id);

            assertThat(page.locator(".timeline li")).hasCount(4);
            assertThat(page.locator(".timeline")).containsText("Ended, after 42.0 s");
            assertThat(page.locator(".timeline")).containsText("Delivery begun once");
            assertThat(page.locator(".timeline .future")).containsText("Delivery tried again in 60 min");
            assertThat(button(page, "Deliver now")).hasCount(0);
            assertThat(page.content()).doesNotContain("Miller", "onerror", "secret-key");
        }
    }

    @Test
    void showsDataAsTextWhereItIsTold() {
        long id = filled.uncertain(307);
        try (ConsoleApplication application = application("camel.beans.scriptrunConsole.showData=true")) {
            Page page = chromium.open(application.url() + "#/0/" + id);

            assertThat(page.locator("pre")).hasText(FilledStore.SECRET_INPUT);
            assertThat(page.locator("dd").filter(new Locator.FilterOptions().setHasText(FilledStore.SECRET_KEY)))
                    .hasCount(1);
            assertThat(page.locator("img")).hasCount(0);
        }
    }

    @Test
    void decidesAboutRunsWhereItMay() {
        long failed = filled.failed(307);
        long first = filled.uncertain(307);
        long second = filled.uncertain(307);
        try (ConsoleApplication application = application("camel.beans.scriptrunConsole.readOnly=false")) {
            Page page = chromium.open(application.url() + "#/0/" + failed);
            button(page, "Deliver now").click();
            button(page, "Deliver now: sure?").click();
            assertThat(page.locator(".timeline .future")).hasCount(0);
            assertThat(filled.store().deliverNow(failed)).isFalse();

            page.navigate(application.url() + "#/0/" + first);
            String runId = UUID.randomUUID().toString();
            page.locator("form input").fill(runId);
            button(page, "This run is it").click();
            assertThat(page.locator("h2").filter(new Locator.FilterOptions().setHasText("Run " + runId)))
                    .isVisible();
            assertThat(filled.store().run(first).phase()).isEqualTo(RunPhase.IN_FLIGHT);

            page.navigate(application.url() + "#/0/" + second);
            button(page, "Start again").click();
            button(page, "Start again: sure?").click();
            assertThat(page.locator(".timeline")).containsText("Queued");
            assertThat(filled.store().run(second).phase()).isEqualTo(RunPhase.QUEUED);
        }
    }

    @Test
    void isUsableWithTenThousandRuns() {
        filled.queue(9, 10_000);
        try (ConsoleApplication application = application()) {
            Page page = chromium.open(application.url());
            assertThat(tile(page, "Queued").locator(".count")).hasText("10,003");
            assertThat(rows(page)).hasCount(25);
            String first = rows(page).first().textContent();

            button(page, "Older").click();
            assertThat(page.locator(".pager")).containsText("page 2");
            assertThat(rows(page)).hasCount(25);
            assertThat(rows(page).first()).not().hasText(first);
            button(page, "Newer").click();
            assertThat(page.locator(".pager")).containsText("page 1");
        }
    }

    @Test
    void isUsedByKeyboard() {
        try (ConsoleApplication application = application()) {
            Page page = chromium.open(application.url());
            tile(page, "Queued").focus();
            page.keyboard().press("Enter");
            assertThat(rows(page)).hasCount(3);
            assertThat(tile(page, "Queued")).isFocused();

            rows(page).first().locator("a").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator(".timeline")).containsText("Queued");
            button(page, "Close").press("Enter");
            assertThat(page.locator(".timeline")).hasCount(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
    void fitsTheWindow(int width, ColorScheme scheme) {
        long id = filled.failed(307);
        try (ConsoleApplication application = application()) {
            Page page = chromium.open(application.url() + "#/0/" + id, width, scheme);
            assertThat(page.locator(".timeline")).isVisible();

            assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
        }
    }

    @Test
    void hasPictures() {
        long id = filled.failed(307);
        filled.pass(Duration.ofMinutes(3));
        try (ConsoleApplication application = application("camel.beans.scriptrunConsole.readOnly=false")) {
            Page page = chromium.open(application.url() + "#/0/" + id);
            assertThat(page.locator(".timeline")).isVisible();
            Chromium.picture(page, "console-application.png");
            page = chromium.open(application.url(), Chromium.NARROW, ColorScheme.DARK);
            assertThat(page.locator(".tile")).hasCount(6);
            Chromium.picture(page, "console-phone.png");
        }
    }
}
