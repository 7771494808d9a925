package org.xingtan.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.web.Page;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class ExportFilesTests {

    private static final Export.Why WHY = new Export.Why("年度检查", false);
    private static final ExportFiles.Shape CSV = ExportFiles.Shape.csv(List.of("姓名"), Locale.CHINA);

    @Autowired Cast cast;
    @Autowired Exports exports;
    @Autowired ExportFiles files;
    @Autowired JdbcClient db;

    private Actor actor;
    private Export.Of of;

    @BeforeEach
    void plant() {
        var county = cast.county();
        actor = cast.administrator(county);
        of = new Export.Of("monitoring", "organization:" + county.id(), county.path(), Map.of());
    }

    @Test
    void aWholeListGoesOutOnceAndTheTrailCountsItsRows() throws IOException {
        var ready = files.begin(actor, of, WHY, CSV, rows -> {
            rows.add(List.of("李"));
            rows.add(List.of("王"));
        });
        var out = new ByteArrayOutputStream();
        var size = ready.size();
        ready.send(out);

        assertThat(out.size()).isEqualTo((int) size);
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(4).first().asString().contains("年度检查");
        assertThat(told()).containsExactly("monitoring.export -", "monitoring.exported 2");
        assertThatThrownBy(() -> ready.send(new ByteArrayOutputStream())).isInstanceOf(IOException.class);
    }

    @Test
    void nothingIsBegunThatHasNoReasonOrTooManyRows() {
        assertThatThrownBy(() -> files.begin(actor, of, new Export.Why(" ", true), CSV, _ -> {
            throw new IllegalStateException("asked for rows");
        })).isInstanceOfSatisfying(Problem.class, it -> assertThat(it.code()).isEqualTo("audit.export.reason"));
        assertThatThrownBy(() -> files.begin(actor, of, WHY, CSV, rows -> {
            for (var i = 0; i <= Exports.UNCONFIRMED; i++) {
                rows.add(List.of("李"));
            }
        })).isInstanceOfSatisfying(Problem.class, it -> assertThat(it.code()).isEqualTo("audit.export.unconfirmed"));
        assertThat(told()).isEmpty();
    }

    @Test
    void ofAWholeListThatBreaksOffTheTrailTellsOfNoRow() throws IOException {
        var ready = files.begin(actor, of, WHY, CSV, rows -> rows.add(List.of("李")));

        assertThatThrownBy(() -> ready.send(new Gone())).isInstanceOf(IOException.class);
        assertThat(told()).containsExactly("monitoring.export -", "monitoring.exported 0");
    }

    @Test
    void aLongListGoesOutAPageAtATime() throws IOException {
        var out = new ByteArrayOutputStream();
        files.stream(exports.begin(actor, of, 3, WHY), CSV, after -> after == null ? new Page<>(List.of(1, 2), "2") : new Page<>(List.of(3), null),
            it -> List.of("第" + it), out);

        assertThat(out.toString(StandardCharsets.UTF_8).lines().skip(1)).containsExactly("姓名", "第1", "第2", "第3");
        assertThat(told()).containsExactly("monitoring.export -", "monitoring.exported 3");
    }

    @Test
    void ofALongListThatBreaksOffTheTrailTellsHowFarItCame() {
        assertThatThrownBy(() -> files.stream(exports.begin(actor, of, 3, WHY), CSV, after -> {
            if (after != null) {
                throw new IllegalStateException("away");
            }
            return new Page<>(List.of(1, 2), "2");
        }, it -> List.of("第" + it), new ByteArrayOutputStream())).isInstanceOf(IllegalStateException.class);
        assertThat(told()).containsExactly("monitoring.export -", "monitoring.exported 2");
    }

    private List<String> told() {
        return db.sql("select act || ' ' || coalesce(after ->> 'count', '-') from audit.entry where actor = :actor and act like 'monitoring.export%' order by at, id")
            .param("actor", actor.teacher().value()).query(String.class).list();
    }

    /** The line to somebody who has closed his browser. */
    private static final class Gone extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }
    }
}
