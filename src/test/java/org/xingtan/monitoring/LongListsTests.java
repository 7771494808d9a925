package org.xingtan.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.persistence.ReadTogether;
import org.xingtan.program.Audience;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.ProgramDetail;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

/** A list read in halves is the list. */
@XingtanTest
class LongListsTests {

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired Organizations organizations;
    @Autowired JdbcClient db;
    @Autowired ListSql sql;
    @Autowired Patience patience;
    @Autowired ReadTogether together;
    @Autowired TransactionTemplate transaction;

    private Cast.Place county;
    private ProgramDetail program;

    @BeforeEach
    void people() {
        county = cast.county();
        program = curriculum.aProgram(county.id())
            .track("PARTICIPANT", new Audience.Post(List.of("CLASSROOM_TEACHER")), new CompletionRule.AllLessons(null)).publish();
        var schools = List.of(cast.school(county), cast.school(county), cast.school(county));
        for (var i = 0; i < 30; i++) {
            cast.teacher(schools.get(i * 7 % 3));
        }
    }

    @ParameterizedTest
    @EnumSource(ListKind.class)
    void inHalvesItIsTheSame(ListKind kind) {
        var list = new PeopleList(kind, organizations.find(county.id()).orElseThrow(), program, 3, Instant.now());

        var whole = read(list, Integer.MAX_VALUE, 1_000);

        assertThat(read(list, 1, 1_000)).isEqualTo(whole);
        assertThat(read(list, 1, 10)).isEqualTo(whole.subList(0, Math.min(10, whole.size())));
        if (kind == ListKind.NOT_STARTED || kind == ListKind.BEFORE_TEACHING) {
            assertThat(whole).hasSize(30);
        }
    }

    private List<ListRow> read(PeopleList list, int many, int most) {
        var rows = new ArrayList<ListRow>();
        transaction.executeWithoutResult(_ -> new LongLists(db, sql, patience, together, many).each(list, most, rows::add));
        return rows;
    }
}
