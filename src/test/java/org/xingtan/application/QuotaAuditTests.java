package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.platform.ProgramId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Whatever has come past the triggers of a quota table, the audit names it. */
@XingtanTest
class QuotaAuditTests {

    private static final String MOVED = "moved or merged";

    @Autowired Called called;
    @Autowired Cast cast;
    @Autowired ApplicationAudit audit;
    @Autowired ReviewApplication review;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private Called.Town town;
    private ProgramId program;

    /** Six of ten places are the district's, three of these for English; two of one school are admitted, one is in reserve. */
    @BeforeEach
    void fillATable() {
        town = called.town();
        program = called.call(town.city(), 10, 1);
        called.quota(program, town.county(), 6);
        called.quotaOf(program, town.county(), "ENGLISH", 3);
        called.admitted(town, program, called.teacher(town.school()));
        called.admitted(town, program, called.teacher(town.school()));
        review.review(town.cityOffice(), called.atTheCity(town, program, called.teacher(town.school())), ReviewApplication.Decision.RESERVE, "");
        assertThat(findings()).isEmpty();
    }

    @Test
    void namesSumsThatAreMoreThanWhatIsDivided() {
        assertThat(planted("update application.quota set places = 11 where program_id = :p and subject = ''")).singleElement().asString()
            .contains("11 places below the call, which has 10", MOVED);
        assertThat(planted("update application.quota set places = 7 where program_id = :p and subject <> ''")).singleElement().asString()
            .contains("7 places for subjects of " + town.county().code()).doesNotContain(MOVED);
        assertThat(planted(line(town.school(), false, 7))).singleElement().asString().contains("7 places below " + town.county().code() + ", which has 6", MOVED);
    }

    @Test
    void namesPlacesOfWhoIsNotBelow() {
        assertThat(planted(line(cast.under(cast.city(), "COUNTY"), false, 1))).singleElement().asString().contains("which is not below the caller", MOVED);
    }

    @Test
    void namesMoreOfOneSchoolThanEachHas() {
        assertThat(planted(line(town.city(), true, 1))).singleElement().asString().contains("2 people of one school on 1 places for each").doesNotContain(MOVED);
        assertThat(planted(line(town.county(), true, 1))).singleElement().asString().contains("2 people of one school on 1 places for each", MOVED);
        assertThat(planted(line(town.city(), true, 2), line(town.school(), false, 5))).singleElement().asString().contains("5 places of " + town.school().code() + ", where each school has 2", MOVED);
    }

    @Test
    void namesMorePeopleThanPlaces() {
        assertThat(planted("update application.quota set places = 1 where program_id = :p and subject = ''", "delete from application.quota where program_id = :p and subject <> ''"))
            .singleElement().asString().contains("2 people on 1 places of " + town.county().code()).doesNotContain(MOVED);
        assertThat(planted("delete from application.quota where program_id = :p", "update application.call set places = 1 where program_id = :p")).singleElement().asString()
            .contains("2 admitted to 1 places").doesNotContain(MOVED);
        assertThat(planted("update application.call set reserve_places = 0 where program_id = :p")).singleElement().asString().contains("1 in reserve for 0").doesNotContain(MOVED);
    }

    /** Nobody can put it right any more, and what was decided by it was right when it was decided. */
    @Test
    void whatAMoveCausesAfterTheListIsNoFinding() {
        var away = line(cast.under(cast.city(), "COUNTY"), false, 1);
        var listed = "update application.call set listed_at = now() where program_id = :p";
        assertThat(planted(away, listed)).noneMatch(it -> it.contains("not below"));
        assertThat(planted(line(town.city(), true, 1), listed)).anyMatch(it -> it.contains("people of one school"));
        assertThat(planted(away, "update application.call set cancelled_at = now(), cancelled_because = 'x' where program_id = :p")).as("called off").noneMatch(it -> it.contains("not below"));
    }

    /** Past all triggers, and gone again afterwards. */
    private List<String> planted(String... statements) {
        return Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            db.sql("set local session_replication_role = replica").update();
            for (var statement : statements) {
                db.sql(statement).param("p", program.value()).update();
            }
            return findings();
        }));
    }

    private static String line(Cast.Place unit, boolean each, int places) {
        return "insert into application.quota (program_id, organization_id, subject, each_school, places, granted) values (:p, '%s', '', %s, %d, null)"
            .formatted(unit.id(), each, places);
    }

    private List<String> findings() {
        return audit.findings(false).stream().filter(it -> it.contains("call " + program)).toList();
    }
}
