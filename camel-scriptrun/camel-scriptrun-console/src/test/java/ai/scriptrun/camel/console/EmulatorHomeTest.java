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
import java.time.Instant;

import ai.scriptrun.camel.emulator.EmulatorClock;
import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The emulator's home, in a real browser. */
class EmulatorHomeTest {

    private static final String HOSTILE = "</text><img src=x onerror=alert(1)><script>alert(2)</script>";

    private static Chromium chromium;

    private ScriptRunEmulator emulator;

    @BeforeAll
    static void open() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void shut() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void start() {
        emulator = ScriptRunEmulator.start();
        for (SampleWorkflow sample : SampleWorkflow.values()) {
            emulator.createWorkflow(sample.json());
        }
    }

    @AfterEach
    void stop() {
        emulator.close();
        assertThat(chromium.faults()).isEmpty();
    }

    private Page page() {
        return chromium.open(emulator.baseUrl() + "/");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void startsARunAndShowsItsWay() {
        Page page = page();
        page.locator("form input").fill("I hate it");
        button(page, "Start").click();

        assertThat(page.locator(".badge .pill")).hasText("succeed");
        assertThat(page.locator(".node.ok .label"))
                .hasText(new String[] {"Trigger", "Classify", "Is Positive", "Empathize", "Other Answer"});
        assertThat(page.locator(".edge.walked")).hasCount(4);
        assertThat(page.locator(".edge.walked text")).hasText("false");
        assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Results of the nodes")))
                .containsText("negative");
        assertThat(page.locator(".badge")).containsText("$0.000");
        assertThat(emulator.runs().ids()).hasSize(1);
        assertThat(page.url()).endsWith("#/307/" + emulator.runs().ids().get(0));
    }

    @Test
    void followsRunsThatOthersStart() {
        Page page = page();
        assertThat(page.getByText("No run yet: start one")).isVisible();

        emulator.runs().start(307, "{\"feedback\": \"I love it\"}");

        assertThat(page.locator(".node.ok")).hasCount(5);
        assertThat(page.locator(".side [aria-current]")).containsText("1 run");
    }

    @Test
    void showsEachCallAsItComesAndFaultsToOrder() throws Exception {
        Page page = page();
        page.locator(".later select").nth(0).selectOption("HISTORY");
        page.locator(".later select").nth(1).selectOption("badGateway");
        button(page, "Add the fault").click();
        assertThat(page.locator(".faults")).containsText("History: status 502, 0 of 3");

        page.evaluate(
                "key => fetch('/api/v1/workflows/307/history/', {headers: {'X-Api-Key': key}})", emulator.apiKey());

        assertThat(page.locator(".calls tbody tr").first()).containsText("502");
        assertThat(page.locator(".calls tbody tr").first()).containsText("/api/v1/workflows/307/history/");
        assertThat(page.locator(".faults")).containsText("History: status 502, 1 of 3");
        button(page, "Remove all").click();
        assertThat(page.locator(".faults")).hasCount(0);
    }

    @Test
    void showsWhatTheServiceRefuses() {
        Page page = chromium.open(emulator.baseUrl() + "/#/7");
        assertThat(page.locator("h2").filter(new Locator.FilterOptions().setHasText("Failing Workflow")))
                .isVisible();
        button(page, "Start").click();

        assertThat(page.locator(".badge .pill")).hasText("failed");
        assertThat(page.locator(".node.bad")).hasCount(1);
    }

    @Test
    void neverTakesDataForMarkup() {
        String json = SampleWorkflow.FEEDBACK
                .json()
                .replace("\"Customer Feedback\"", quoted(HOSTILE))
                .replace("\"Classify\"", quoted(HOSTILE))
                .replace("\"title\": \"Feedback\"", "\"title\": " + quoted(HOSTILE))
                .replace("307", "308");
        emulator.createWorkflow(json);
        Page page = chromium.open(emulator.baseUrl() + "/#/308");
        page.locator("form input").fill(HOSTILE);
        button(page, "Start").click();
        assertThat(page.locator(".badge .pill")).hasText("succeed");
        page.locator(".node").nth(1).click();

        assertThat(page.locator("form .field span").first()).hasText(HOSTILE);
        assertThat(page.locator("h2").filter(new Locator.FilterOptions().setHasText(HOSTILE)))
                .isVisible();
        assertThat(page.locator(".details h3")).hasText("LLM: " + HOSTILE);
        assertThat(page.locator("img")).hasCount(0);
        assertThat(page.locator("#page script")).hasCount(0);
        assertThat(page.locator(".facts")).containsText("alert(2)");
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    @Test
    void knowsNoKey() {
        Page page = page();
        button(page, "Start").click();
        assertThat(page.locator(".badge .pill")).hasText("succeed");

        assertThat(page.content())
                .contains("$SCRIPTRUN_API_KEY")
                .doesNotContain(emulator.apiKey(), emulator.jwtToken(), emulator.serviceKey());
    }

    @Test
    void isUsedByKeyboard() {
        Page page = page();
        page.locator(".node").nth(1).focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".details h3")).hasText("LLM: Classify");

        page.locator("form input").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".badge .pill")).hasText("succeed");
        assertThat(page.locator("form input")).isFocused();

        page.locator("body").press("Home");
        page.locator(".skip").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#main")).isFocused();
    }

    @Test
    void saysWhenTheEmulatorIsGone() {
        Page page = page();
        assertThat(page.locator(".top .pill")).hasText("live");

        emulator.close();

        assertThat(page.locator(".top .pill")).containsText("not reachable");
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
    void fitsTheWindow(int width, ColorScheme scheme) {
        emulator.runs().start(307, "{\"feedback\": \"" + "long".repeat(100) + "\"}");
        Page page = chromium.open(emulator.baseUrl() + "/", width, scheme);
        assertThat(page.locator(".node.ok")).hasCount(5);

        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
    }

    @Test
    void hasPictures() {
        emulator.close();
        EmulatorClock clock = EmulatorClock.standingAt(Instant.parse("2026-01-15T10:00:00Z"));
        emulator = ScriptRunEmulator.builder()
                .clock(clock)
                .runTime(Duration.ofSeconds(5))
                .start();
        emulator.createWorkflow(SampleWorkflow.WELCOME.json());
        emulator.createWorkflow(SampleWorkflow.FEEDBACK.json());
        emulator.runs().start(307, "{\"feedback\": \"Where is my parcel?\"}");
        clock.advance(Duration.ofMinutes(1));
        emulator.runs().start(307, "{\"feedback\": \"I love it, thank you!\"}");
        clock.advance(Duration.ofMillis(3500));
        Page page = page();
        assertThat(page.locator(".node.ok")).hasCount(3);
        assertThat(page.locator(".node.busy .label")).hasText("Encourage");
        Chromium.picture(page, "console-emulator.png");
    }
}
