package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Uuids;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** Texts of several lines have nothing in them that nobody sees, whichever way they come. */
@XingtanTest
class WrittenTextTests {

    private static final String TYPED = Called.STATEMENT + "\r\n\t想再学一学。\u202E\u0007\u2028谢谢\u2066\u200B👩\u200D🏫";
    private static final String READ = Called.STATEMENT + "\n\t想再学一学。\n谢谢👩\u200D🏫";

    @Autowired MockMvcTester mvc;
    @Autowired Called called;
    @Autowired ApplicationFiles files;
    @Autowired Forms forms;

    private Called.Town town;
    private ProgramId program;
    private Actor teacher;

    @BeforeEach
    void callForApplications() {
        town = called.town();
        program = called.call(town.city(), 2, 1);
        teacher = called.teacher(town.school());
    }

    @Test
    void onAPageWithAndWithoutFiles() {
        var id = Uuids.next();
        assertThat(forms.post(teacher, "/applications/programs/" + program, "id", id.toString(), "statement", TYPED)).hasStatus3xxRedirection();
        assertThat(statement(teacher, id)).isEqualTo(READ);

        var other = called.teacher(town.school());
        var upload = Uuids.next();
        assertThat(mvc.post().uri("/applications/programs/" + program).multipart().contentType("multipart/form-data; boundary=b").file("files", new byte[0]).with(Cast.as(other)).with(Cast.csrf())
            .param("id", upload.toString()).param("statement", TYPED)).hasStatus3xxRedirection();
        assertThat(statement(other, upload)).isEqualTo(READ);
    }

    @Test
    void inJson() {
        var id = called.apply(teacher, program);
        assertThat(mvc.post().uri("/api/v1/applications/" + id + "/reviews").with(Cast.as(town.principal())).with(Cast.csrf()).contentType(MediaType.APPLICATION_JSON)
            .content("{\"decision\":\"RETURN\",\"reason\":\"写得\u202E太短\\r\\n\\u0007请补充\"}".getBytes(StandardCharsets.UTF_8))).hasStatus(201);
        assertThat(files.of(teacher.teacher(), id).history().getLast().step().reason()).isEqualTo("写得太短\n请补充");

        assertThat(mvc.put().uri("/api/v1/applications/" + id).with(Cast.as(teacher)).with(Cast.csrf()).contentType(MediaType.APPLICATION_JSON)
            .content(("{\"statement\":\"" + TYPED.replace("\r\n\t", "\\r\\n\\t").replace("\u0007", "\\u0007") + "\"}").getBytes(StandardCharsets.UTF_8))).hasStatusOk();
        assertThat(statement(teacher, id)).isEqualTo(READ);
    }

    private String statement(Actor actor, UUID id) {
        return files.of(actor.teacher(), id).one().statement();
    }
}
