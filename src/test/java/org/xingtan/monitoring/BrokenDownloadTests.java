package org.xingtan.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.DelegatingServletOutputStream;
import org.springframework.mock.web.MockHttpServletResponse;
import org.xingtan.audit.Export;
import org.xingtan.platform.Actor;
import org.xingtan.program.Audience;
import org.xingtan.program.CompletionRule;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

/** What the trail says of a list whose download breaks off. */
@XingtanTest
class BrokenDownloadTests {

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired ListController controller;
    @Autowired JdbcClient db;

    @Test
    void nobodyIsSaidToHaveGotWhatBrokeOff() throws IOException {
        var county = cast.county();
        var program = curriculum.aProgram(county.id())
            .track("PARTICIPANT", new Audience.Post(List.of("CLASSROOM_TEACHER")), new CompletionRule.AllLessons(null)).publish();
        cast.teacher(cast.school(county));
        var administrator = cast.administrator(county);
        var question = new LookAtList.Question(county.id().toString(), program.id().toString(), null, null, null);

        assertThatThrownBy(() -> export(administrator, question, new MockHttpServletResponse() {
            @Override
            public ServletOutputStream getOutputStream() {
                return new DelegatingServletOutputStream(new Gone());
            }
        })).isInstanceOf(IOException.class);
        export(administrator, question, new MockHttpServletResponse());

        assertThat(db.sql("select (after ->> 'count')::int from audit.entry where act = 'monitoring.exported' and actor = :actor order by at, id")
            .param("actor", administrator.teacher().value()).query(Integer.class).list()).containsExactly(0, 1);
    }

    private void export(Actor actor, LookAtList.Question question, MockHttpServletResponse response) throws IOException {
        controller.export(actor, "not-started", question, new Export.Why("上门帮助", true), "csv", Locale.CHINA, response);
    }

    /** The line to somebody who has closed his browser. */
    private static final class Gone extends java.io.OutputStream {

        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }
    }
}
