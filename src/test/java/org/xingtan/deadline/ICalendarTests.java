package org.xingtan.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.io.text.ICalReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written is what a program of others reads. */
class ICalendarTests {

    private static final Instant NOW = Instant.parse("2026-03-01T04:05:06Z");
    private static final Instant OPENS = Instant.parse("2026-03-14T16:00:00Z");
    private static final Instant CLOSES = Instant.parse("2026-03-29T15:59:59Z");

    @Test
    void aWindowIsReadAsItIs() throws IOException {
        var event = read(entry("选课", "2201期；全员培训, 一\\二\n三 🎓", OPENS, CLOSES, "穗教〔2022〕1号", 3, NOW)).getEvents().getFirst();
        assertThat(event.getSummary().getValue()).isEqualTo("选课 · 2201期；全员培训, 一\\二\n三 🎓");
        assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(OPENS);
        assertThat(event.getDateEnd().getValue().toInstant()).isEqualTo(CLOSES.plusSeconds(1));
        assertThat(event.getUid().getValue()).isEqualTo("program:1:LEARN@school.example.cn");
        assertThat(event.getSequence().getValue()).isEqualTo(2);
        assertThat(event.getLastModified().getValue()).isEqualTo(java.util.Date.from(NOW));
        assertThat(event.getDateTimeStamp().getValue()).isEqualTo(java.util.Date.from(NOW));
        assertThat(event.getDescription().getValue()).isEqualTo("穗教〔2022〕1号");
        assertThat(event.getUrl().getValue()).isEqualTo("https://school.example.cn:8443/programs/1");
    }

    @Test
    void aDeadlineHasNoLength() throws IOException {
        var event = read(entry("待办截止", "总结报告", CLOSES, CLOSES, null, 1, null)).getEvents().getFirst();
        assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(CLOSES);
        assertThat(event.getDateEnd()).isNull();
        assertThat(event.getLastModified()).isNull();
    }

    @Test
    void aLessonThatIsOverAtNoonIsOverAtNoon() throws IOException {
        var noon = Instant.parse("2026-04-20T04:00:00Z");
        assertThat(read(entry("上课", "课堂教学", noon.minusSeconds(7200), noon, null, 1, null)).getEvents().getFirst().getDateEnd().getValue().toInstant()).isEqualTo(noon);
    }

    @Test
    void anEmptyCalendarIsOne() throws IOException {
        assertThat(read().getEvents()).isEmpty();
        assertThat(text()).contains("BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\n");
    }

    /** Whatever stands in a title: no line is longer than 75 octets, none ends otherwise, and all of it comes back. */
    @Test
    void anyTitleComesBack() throws IOException {
        var random = new Random(5545);
        var letters = "ab,;:\\\"\n 杏坛，；🎓𠮷é=^%{}[]";
        for (var i = 0; i < 500; i++) {
            var points = letters.codePoints().toArray();
            var title = new StringBuilder("x");
            random.ints(random.nextInt(200), 0, points.length).forEach(at -> title.appendCodePoint(points[at]));
            title.append('x');
            var text = text(entry("k", title.toString(), OPENS, CLOSES, null, 1, null));
            assertThat(text.split("\r\n", -1)).allSatisfy(line -> {
                assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
                assertThat(line).doesNotContain("\n").doesNotContain("\r");
                assertThat(new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)).isEqualTo(line);
            });
            try (var reader = new ICalReader(text)) {
                assertThat(reader.readNext().getEvents().getFirst().getSummary().getValue()).isEqualTo("k · " + title);
            }
        }
    }

    @Test
    void nothingThatSomebodyWroteBecomesALineOfItsOwn() throws IOException {
        var calendar = read(entry("k", "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\nATTENDEE:mailto:x\u0007", OPENS, CLOSES, "s\r\nX-EVIL:1", 1, null));
        assertThat(calendar.getEvents()).singleElement().satisfies(event -> assertThat(event.getAttendees()).isEmpty());
        assertThat(calendar.getEvents().getFirst().getExperimentalProperties()).isEmpty();
    }

    private static Entry entry(String kind, String title, Instant opens, Instant closes, @Nullable String source, int version, @Nullable Instant changed) {
        return new Entry("program:1:LEARN", kind, title, opens, closes, "/programs/1", source, version, changed);
    }

    private static String text(Entry... entries) {
        return ICalendar.of("杏坛", List.of(entries), "https://school.example.cn:8443", NOW);
    }

    private static biweekly.ICalendar read(Entry... entries) throws IOException {
        try (var reader = new ICalReader(text(entries))) {
            var calendar = reader.readNext();
            assertThat(reader.getWarnings()).isEmpty();
            // It counts no time zone among the components of which there has to be one.
            assertThat(calendar.validate(biweekly.ICalVersion.V2_0).getWarnings().stream().filter(_ -> entries.length > 0)).as("%s", calendar).isEmpty();
            return calendar;
        }
    }
}
