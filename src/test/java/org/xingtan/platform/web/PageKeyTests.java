package org.xingtan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xingtan.platform.Problem;

class PageKeyTests {

    private static final UUID ID = UUID.fromString("0197a3c0-0000-7000-8000-000000000001");

    private static Page.Key key(String text) {
        return Page.Key.decode(Page.encode(text));
    }

    @Test
    void aListBeginsWithoutACursor() {
        assertThat(Page.Key.decode(null)).isNull();
        assertThat(Page.Key.decode("")).isNull();
        assertThat(Page.Key.id(null)).isNull();
    }

    @Test
    void readsWhatARowIsInTheOrderOfAndItsId() {
        assertThat(key("2026-03-01/" + ID).day()).isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(key("2026-03-01T08:00:00.123456Z/" + ID).instant()).isEqualTo(OffsetDateTime.parse("2026-03-01T08:00:00.123456Z"));
        assertThat(key("李/王/" + ID)).isEqualTo(new Page.Key("李/王", ID));
        assertThat(key("/" + ID)).isEqualTo(new Page.Key("", ID));
        assertThat(Page.Key.id(Page.encode(ID.toString()))).isEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01", "2026-03-01/", "2026-03-01/1-1-1-1-1", "2026-03-01/x", "/", "x"})
    void refusesWhatEndsWithNoId(String text) {
        assertRefused(() -> key(text));
        assertRefused(() -> Page.Key.id(Page.encode(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "2026-02-30", "2026-03-01T08:00:00Z", "+999999999-12-31", "-0001-01-01", "3000-01-01"})
    void refusesWhatIsNoDayThatFitsIntoTheDatabase(String text) {
        assertRefused(() -> key(text + "/" + ID).day());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "2026-03-01", "2026-03-01T99:00:00Z", "T:.Z-T:.Z-", "+1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z", "1969-12-31T00:00:00Z"})
    void refusesWhatIsNoInstantThatFitsIntoTheDatabase(String text) {
        assertRefused(() -> key(text + "/" + ID).instant());
    }

    private static void assertRefused(ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOfSatisfying(Problem.class, it -> {
            assertThat(it.status()).isEqualTo(400);
            assertThat(it.code()).isEqualTo("error.cursor");
        });
    }
}
