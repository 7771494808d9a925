package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A platform that is started empty becomes one that runs, in the browser alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FromEmptyJourneyTests {

    private static final String PASSWORD = "xing-tan-2026";

    private Stage stage;

    @BeforeAll
    void start() {
        stage = Stage.empty();
    }

    @AfterAll
    void stop() throws IOException {
        stage.close();
    }

    @Test
    @Order(1)
    void theCodeLiesInTheDataFolderForItsOwnerOnly() throws IOException {
        assertThat(code()).matches("([2-9A-Z]{4}-){3}[2-9A-Z]{4}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stage.data().resolve("setup-code.txt")))).isEqualTo("rw-------");
        assertThat(stage.db().sql("select count(*) from setup.code").query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    @Order(2)
    void aWrongCodeSetsUpNothingAndLeavesItsTrace() {
        try (var visit = stage.visit()) {
            visit.open("/setup");
            fill(visit, Map.of("code", "2222-2222-2222-2222"));
            visit.page().locator("main form button").click();
            visit.sees("设置码不正确");
            assertThat(visit.page().locator("#unitName").inputValue()).as("what was typed is kept").isEqualTo("郴州市教育局");
        }
        assertThat(stage.db().sql("select count(*) from directory.organization").query(Integer.class).single()).isZero();
        assertThat(stage.db().sql("select count(*) from audit.entry where act = 'setup.failed'").query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    @Order(3)
    void whoeverStartedItSetsItUpAndIsLedOn() throws IOException {
        var code = code();
        try (var visit = stage.visit()) {
            visit.open("/");
            visit.press(AriaRole.LINK, "去设置");
            fill(visit, Map.of("code", code.toLowerCase(java.util.Locale.ROOT).replace("-", " "), "password", "12345678", "again", "12345678"));
            visit.page().locator("main form button").click();
            visit.sees("设置码仍然有效");
            fill(visit, Map.of("code", code));
            visit.page().locator("main form button").click();
            visit.sees("下一步：建立单位");
            assertThat(visit.open("/setup").status()).isEqualTo(404);
            assertThat(visit.open("/console").status()).isEqualTo(200);
        }
        assertThat(Files.exists(stage.data().resolve("setup-code.txt"))).isFalse();
        assertThat(stage.db().sql("select count(*) from setup.code").query(Integer.class).single()).isZero();
        assertThat(stage.db().sql("select act from audit.entry where act = 'setup.complete'").query(String.class).list()).hasSize(1);
    }

    private String code() throws IOException {
        return Files.readString(stage.data().resolve("setup-code.txt")).strip();
    }

    private static void fill(Visit visit, Map<String, String> other) {
        var fields = new java.util.LinkedHashMap<>(Map.of("unitName", "郴州市教育局", "unitCode", "431000", "name", "段运维", "username", "duan",
            "password", PASSWORD, "again", PASSWORD));
        fields.putAll(other);
        visit.page().locator("#kind").selectOption("CITY");
        fields.forEach((name, text) -> visit.page().locator("main [name=" + name + "]").fill(text));
    }
}
