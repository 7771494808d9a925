package org.xingtan.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Uuids;
import org.xingtan.program.Audience;
import org.xingtan.program.Candidates;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.Eligibility;
import org.xingtan.program.Programs;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

/** An authority goes up in another one: what its office still has to do is that one's to do, what is over stays as it was. */
@XingtanTest
class MergedAuthorityTests {

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired MergeUnits merge;
    @Autowired Programs programs;
    @Autowired Eligibility eligibility;
    @Autowired Candidates candidates;
    @Autowired Organizations organizations;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;
    @Autowired MockMvcTester mvc;

    private Cast.Place city;
    private Cast.Place county;
    private Cast.Place heir;
    private Actor office;
    private UUID by;

    @BeforeEach
    void plant() {
        city = cast.city();
        county = cast.under(city, "COUNTY");
        heir = cast.under(city, "COUNTY");
        office = cast.administrator(heir);
        by = office.teacher().value();
    }

    @Test
    void itsProgramsGoOnForThePeopleOfWhoeverTakesThemOver() {
        var open = program(Duration.ofDays(-1), Duration.ofDays(30));
        var over = program(Duration.ofDays(-9), Duration.ofDays(-2));
        var newcomer = cast.actor(cast.teacher(cast.school(heir)));
        assertThat(mvc.get().uri("/console/programs/" + open).with(as(office)).exchange()).hasStatus(404);
        assertThat(programs.current(open).owner()).isEqualTo(county.id());

        mergeIt();

        assertThat(mvc.get().uri("/console/programs/" + open).with(as(office)).exchange()).hasStatusOk();
        assertThat(programs.find(open).owner()).as("at once").isEqualTo(heir.id());
        assertThat(programs.find(open).track("PARTICIPANT").audience()).isEqualTo(new Audience.All(List.of(new Audience.Within(List.of(heir.path())), new Audience.Post(List.of("CLASSROOM_TEACHER")))));
        assertThat(mvc.get().uri("/programs/" + open).with(as(newcomer)).exchange()).hasStatusOk();
        assertThat(programs.current(over).owner()).as("it was the unit's").isEqualTo(county.id());
        assertThat(mvc.get().uri("/console/programs/" + over).with(as(office)).exchange()).hasStatus(404);
        assertThat(mvc.get().uri("/console/programs/" + over).with(as(cast.administrator(city))).exchange()).hasStatusOk();
    }

    /** With all that lies below it, and back again. */
    @Test
    void audiencesFollowAnAuthorityThatLiesElsewhere() {
        var school = cast.school(county);
        var there = cast.actor(cast.teacher(school, "CLASSROOM_TEACHER"));
        var open = program(Duration.ofDays(-1), Duration.ofDays(30));
        var own = curriculum.aProgram(county.id()).track("PARTICIPANT", new Audience.Not(new Audience.Within(List.of(school.path()))), new CompletionRule.AllLessons(null)).publish().id();
        assertThat(eligibility.takes(programs.current(open), candidates.of(there.teacher()))).isTrue();

        move(county, cast.under(city.parent(), "CITY"));

        assertThat(eligibility.takes(programs.find(open), candidates.of(there.teacher()))).isTrue();
        assertThat(eligibility.takes(programs.find(own), candidates.of(there.teacher()))).isFalse();
        move(county, city);
        assertThat(programs.find(own).track("PARTICIPANT").audience()).isEqualTo(new Audience.Not(new Audience.Within(List.of(school.path()))));
    }

    private void move(Cast.Place unit, Cast.Place to) {
        transaction.executeWithoutResult(_ -> {
            organizations.hold();
            var moved = organizations.changing(List.of(unit.id()));
            organizations.move(unit.id(), to.id());
            moved.run();
        });
    }

    @Test
    void whatIsInForceOrStillBeingWrittenPasses() {
        var kept = notice(false);
        var withdrawn = notice(true);
        var note = row("insert into notice.draft (id, owner_id, content, version, changed_at, changed_by) values (:id, :county, '{}', 1, now(), :by)");
        var draft = row("insert into authoring.draft (id, owner_id, kind, content, version, changed_at, changed_by) values (:id, :county, 'TEMPLATE', '{}', 1, now(), :by)");
        var course = row("insert into course.draft (id, code, owner_id, title, state, authors, changed_at) values (:id, 'C' || left(:id::text, 30), :county, 'Course', 'SUBMITTED', array[:by]::uuid[], now())");

        assertThatThrownBy(() -> db.sql("update course.draft set title = 'Another' where id = :id").param("id", course).update()).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> db.sql("update course.draft set owner_id = :city where id = :id").param("id", course).param("city", city.id().value()).update())
            .isInstanceOf(DataAccessException.class);
        mergeIt();

        assertThat(owner("notice.notice", kept)).isEqualTo(heir.id().value());
        assertThat(owner("notice.notice", withdrawn)).isEqualTo(county.id().value());
        assertThat(owner("notice.draft", note)).isEqualTo(heir.id().value());
        assertThat(owner("authoring.draft", draft)).isEqualTo(heir.id().value());
        assertThat(owner("course.draft", course)).isEqualTo(heir.id().value());
        assertThat(mvc.get().uri("/console/courses/" + course).with(as(office)).exchange()).hasStatusOk();
    }

    @Test
    void whatSomebodyWaitsForIsAnsweredByWhoeverTakesOver() {
        var asker = cast.teacher(heir).value();
        var open = question(asker, "OPEN");
        var closed = question(asker, "CLOSED");
        var desk = row("insert into support.desk (id, organization_id, answerer_id, kinds, name, channel, address, kept_at, kept_by) values (:id, :county, :county, '{POLICY}', 'Desk', 'PHONE', '020-1', now(), :by)");
        var list = row("insert into monitoring.saved_list (teacher_id, id, name, kind, organization_id, program_id, days) values (:by, :id, 'List', 'idle', :county, '"
            + program(Duration.ofDays(-1), Duration.ofDays(9)) + "', 3)");
        var topic = row("insert into discussion.topic (id, program_id, organization_id, title, text, opens_at, closes_at, opened_by, opened_by_name, opened_at) values (:id, '"
            + program(Duration.ofDays(-1), Duration.ofDays(9)) + "', :county, 'Topic', '', now(), now() + interval '1 day', :by, '', now())");
        var call = row("insert into summary.call (id, organization_id, title, instructions, ended_on, days, due_at, opened_by, opened_by_name, opened_at) values (:id, :county, 'Call', '', current_date, 5, now(), :by, '', now())");
        db.sql("insert into summary.summary (call_id, organization_id) values (:call, :unit)").param("call", call).param("unit", heir.id().value()).update();

        mergeIt();

        assertThat(organization("support.question", open)).isEqualTo(heir.id().value());
        assertThat(organization("support.question", closed)).isEqualTo(county.id().value());
        assertThat(mvc.get().uri("/console/questions/" + asker + "/" + open).with(as(office)).exchange()).hasStatusOk();
        assertThat(organization("support.desk", desk)).isEqualTo(heir.id().value());
        assertThat(db.sql("select answerer_id from support.desk where id = :id").param("id", desk).query(UUID.class).single()).isEqualTo(heir.id().value());
        assertThat(organization("discussion.topic", topic)).isEqualTo(heir.id().value());
        assertThat(organization("monitoring.saved_list", list)).isEqualTo(heir.id().value());
        assertThat(organization("summary.call", call)).isEqualTo(heir.id().value());
    }

    /** What is decided keeps who decided, and no appeal is given to somebody else by hand once it is. */
    @Test
    void anAppealThatWaitsThereIsDecidedByWhoeverTakesOver() {
        var waiting = appeal("WAITING");
        var granted = appeal("GRANTED");

        mergeIt();

        assertThat(first(waiting)).isEqualTo(heir.id().value());
        assertThat(first(granted)).isEqualTo(county.id().value());
        assertThatThrownBy(() -> db.sql("update appeal.appeal set first_id = :heir where id = :id").param("heir", heir.id().value()).param("id", granted).update())
            .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> db.sql("update appeal.appeal set statement = 'Something else altogether' where id = :id").param("id", waiting).update())
            .isInstanceOf(DataAccessException.class);
    }

    private UUID first(UUID appeal) {
        return db.sql("select first_id from appeal.appeal where id = :id").param("id", appeal).query(UUID.class).single();
    }

    private UUID appeal(String state) {
        var id = row("""
            insert into appeal.appeal (teacher_id, id, kind, reference, subject, statement, unit_id, first_id, second_id, filed_at, due_on)
            values ('%s', :id, 'HOURS', :id, 'Hours', 'I have learned all of it.', :county, :county, '%s', now(), current_date)
            """.formatted(cast.teacher(county).value(), city.id()));
        if (!state.equals("WAITING")) {
            db.sql("update appeal.appeal set state = :state, decided_at = now(), decided_by = :by where id = :id").param("state", state).param("by", by).param("id", id).update();
        }
        return id;
    }

    private UUID question(UUID asker, String state) {
        return row("insert into support.question (teacher_id, id, kind, title, unit_id, organization_id, state, asked_at, moved_at, due_on) values ('%s', :id, 'POLICY', 'Some question', :county, :county, '%s', now(), now(), current_date)"
            .formatted(asker, state));
    }

    private UUID notice(boolean withdrawn) {
        return row("""
            insert into notice.notice (id, number, issuer, title, issued_on, disclosure, addressees, owner_id, withdrawn_at, withdrawn_reason)
            values (:id, :id::text, 'Issuer', 'Notice', current_date, 'PUBLIC', '', :county, %s)
            """.formatted(withdrawn ? "now(), 'because'" : "null, null"));
    }

    private UUID row(String insert) {
        var id = Uuids.next();
        db.sql(insert).param("id", id).param("county", county.id().value()).param("by", by).update();
        return id;
    }

    private UUID owner(String table, UUID id) {
        return db.sql("select owner_id from " + table + " where id = :id").param("id", id).query(UUID.class).single();
    }

    private UUID organization(String table, UUID id) {
        return db.sql("select organization_id from " + table + " where id = :id").param("id", id).query(UUID.class).single();
    }

    private ProgramId program(Duration from, Duration to) {
        return curriculum.aProgram(county.id()).open(from, to).track("PARTICIPANT",
            new Audience.All(List.of(new Audience.Within(List.of(county.path())), new Audience.Post(List.of("CLASSROOM_TEACHER")))), new CompletionRule.AllLessons(null)).publish().id();
    }

    private void mergeIt() {
        merge.merge(cast.administrator(city), county.id(), heir.code());
    }
}
