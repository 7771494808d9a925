package org.xingtan.journey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;
import org.xingtan.XingtanApplication;

/** The application on a database and a port of its own, and a browser: with the demo, started once for all journeys of a process, or empty. */
final class Stage implements AutoCloseable {

    static final String PASSWORD = "xingtan-demo";
    static final String WINTER = "2023年寒假教师研修";
    static final String BOARD = "心理健康教育教师培训";
    private static final Path DATA = Path.of(System.getProperty("xingtan.test.folder", "target"), "journey-data");

    /** Gives a test class the one stage through its constructor. */
    static final class Provider implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Stage.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.create(Stage.class))
                .computeIfAbsent(Stage.class, _ -> new Stage(), Stage.class);
        }
    }

    /** A browser of its own, beside which others can be used at the same time. */
    final class Window implements AutoCloseable {

        private final Playwright playwright = Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        private final Browser browser = playwright.chromium().launch(launchOptions());

        /** Motion is reduced: what still glides to its place cannot be pressed on a busy machine. */
        Visit visit(Browser.NewContextOptions options) {
            return new Visit(Stage.this, browser.newContext(options.setBaseURL(address).setLocale("zh-CN").setTimezoneId("Asia/Shanghai")
                .setReducedMotion(ReducedMotion.REDUCE)));
        }

        @Override
        public void close() {
            playwright.close();
        }
    }

    private final EmbeddedPostgres postgres;
    private final ConfigurableApplicationContext application;
    private final Window window;
    private final String address;

    private final Pages pages = new Pages(this);
    private final Path data;

    private Stage() {
        this(DATA, true);
    }

    /** On which nobody has set up anything yet; whoever asks for it closes it. */
    static Stage empty() {
        return new Stage(DATA.resolveSibling("empty-data"), false);
    }

    private Stage(Path data, boolean demo) {
        this.data = data;
        try {
            var port = freePort();
            FileSystemUtils.deleteRecursively(data);
            postgres = EmbeddedPostgres.builder().setLocaleConfig("locale-provider", "builtin").setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("encoding", "UTF8").setServerConfig("fsync", "off").start();
            address = "http://localhost:" + port;
            application = application(port, demo);
            window = new Window();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ConfigurableApplicationContext application(int port, boolean demo) {
        return new SpringApplicationBuilder(XingtanApplication.class).run(
            "--server.port=" + port, "--xingtan.base-url=" + address, "--xingtan.data=" + data, "--xingtan.demo=" + demo,
            "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"), "--spring.datasource.username=postgres");
    }

    private static BrowserType.LaunchOptions launchOptions() {
        return new BrowserType.LaunchOptions().setExecutablePath(chromium()).setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
            "--autoplay-policy=no-user-gesture-required"));
    }

    /** The one without windows first: a page costs it half. */
    private static Path chromium() {
        return Stream.of("/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").map(Path::of).filter(Files::isExecutable)
            .findFirst().orElseThrow(() -> new IllegalStateException("The journeys need a Chromium; bin/test installs it where apt is."));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Where this installation keeps its files. */
    Path data() {
        return data;
    }

    String address() {
        return address;
    }

    JdbcClient db() {
        return application.getBean(JdbcClient.class);
    }

    /** A part of the application, for what was made before a journey begins. */
    <T> T part(Class<T> type) {
        return application.getBean(type);
    }

    Playwright playwright() {
        return window.playwright;
    }

    Window window() {
        return new Window();
    }

    Pages pages() {
        return pages;
    }

    /** A browser of its own, as a phone or a desktop that was never here before. */
    Visit visit() {
        return visit(new Browser.NewContextOptions().setViewportSize(1280, 900));
    }

    Visit visit(Browser.NewContextOptions options) {
        return window.visit(options);
    }

    UUID program(String title) {
        return db().sql("select id from program.program where title = :title").param("title", title).query(UUID.class).single();
    }

    UUID teacher(String username) {
        return db().sql("select teacher_id from identity.sign_in_name where name = :name").param("name", username).query(UUID.class).single();
    }

    /**
     * A colleague of somebody, with the same post, who has taken part in nothing: given the name to sign in with, so that a journey
     * meets nobody whom another has changed.
     */
    UUID newcomer(String colleague, String username) {
        return named(db().sql("""
                select p.teacher_id
                  from directory.person_card p
                  join directory.person_card known on known.organization_id = p.organization_id and known.posts && p.posts
                 where known.teacher_id = :colleague
                   and not exists (select from enrollment.participation_card pa where pa.teacher_id = p.teacher_id)
                   and not exists (select from directory.appointment a where a.teacher_id = p.teacher_id)
                   and not exists (select from identity.sign_in_name n where n.teacher_id = p.teacher_id and n.kind = 'USERNAME')
                 order by p.teacher_id
                 limit 1
                """)
            .param("colleague", teacher(colleague)).query(UUID.class).single(), username);
    }

    /** Lets somebody sign in by a name, with the password of the cast. */
    UUID named(UUID person, String username) {
        return db().sql("""
                with opened as (
                    insert into identity.account (teacher_id, password_hash, password_set_at, activated_at)
                    select :person, password_hash, now(), now()
                      from identity.account
                     where teacher_id = :known
                    on conflict (teacher_id) do update
                       set password_hash = excluded.password_hash, activated_at = coalesce(account.activated_at, excluded.activated_at))
                insert into identity.sign_in_name (name, teacher_id, kind) values (:name, :person, 'USERNAME')
                returning teacher_id
                """)
            .param("person", person).param("known", teacher("teacher")).param("name", username).query(UUID.class).single();
    }

    @Override
    public void close() throws IOException {
        window.close();
        application.close();
        postgres.close();
    }
}
