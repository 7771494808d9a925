package org.xingtan.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Somebody at a browser: one page, and everything the browser complained about. */
final class Visit implements AutoCloseable {

    /** Generous, because the machine that runs the tests may be busy. */
    static final double PATIENCE = 60_000;
    private static final double LOOKS_AGAIN = 500;

    private final Stage stage;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    Visit(Stage stage, BrowserContext context) {
        this.stage = stage;
        this.context = context;
        context.setDefaultTimeout(PATIENCE);
        context.onRequest(request -> {
            if (!request.url().startsWith(stage.address() + "/") && !request.url().matches("(data|blob):.*")) {
                complaints.add("asks another host: " + request.url());
            }
        });
        context.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        context.onWebError(error -> complaints.add(error.error()));
        this.page = context.newPage();
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** As a person does: from the front page, through the form. */
    Visit signIn(String username) {
        return signIn(username, Stage.PASSWORD);
    }

    Visit signIn(String username, String password) {
        open("/");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("登录")).first().click();
        page.getByLabel("用户名").fill(username);
        page.getByLabel("密码").fill(password);
        page.locator("form.paper button").click();
        page.waitForURL(Pattern.compile(".*/(home|console)$"));
        return this;
    }

    Response open(String path) {
        var response = page.navigate(path);
        if (response == null) {
            throw new IllegalStateException(path);
        }
        return response;
    }

    /** Clicks the link or the button with these words. */
    void press(AriaRole role, String words) {
        page.getByRole(role, new Page.GetByRoleOptions().setName(words)).first().click();
    }

    void sees(String words) {
        assertThat(page.locator("main")).containsText(words, new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
    }

    /** Presses a form's button, and waits until what it sends was answered. */
    void sends(String button) {
        page.waitForResponse(response -> response.request().method().equals("POST"), () -> page.locator(button).first().click());
    }

    /** Looks again until it is there: what others, or the clock, bring about. */
    void reloadsUntil(String selector) {
        var patience = System.nanoTime() + (long) (2 * PATIENCE * 1_000_000);
        while (page.locator(selector).count() == 0) {
            if (System.nanoTime() > patience) {
                throw new IllegalStateException("Never there: " + selector + " on " + page.url());
            }
            page.waitForTimeout(LOOKS_AGAIN);
            page.reload();
        }
    }

    void cookie(String name, String value) {
        context.addCookies(List.of(new Cookie(name, value).setUrl(stage.address())));
    }

    /** The whole page, into target/screenshots; with {@code -Dscreenshots=true} only, for pictures take longer than looking. */
    static void photograph(Page page, String name) {
        if (Boolean.getBoolean("screenshots")) {
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/screenshots", name + ".png")));
        }
    }

    /** What the browser complained about since the last time. */
    List<String> complaints() {
        var all = List.copyOf(complaints);
        complaints.clear();
        return all;
    }

    @Override
    public void close() {
        context.close();
    }
}
