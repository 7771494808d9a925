package org.xingtan.monitoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.census.UnconfirmedClaims;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.AudienceSql;
import org.xingtan.program.ProgramDetail;

/** Who is on which list, in SQL: of one unit at a time, or of everybody between two ids. */
@Component
class ListSql {

    /** Those whose ids lie between. @param beyond is not among them */
    record Between(UUID least, UUID beyond) {

        /** Before everybody. */
        static final UUID NOBODY = new UUID(0, 0);
        private static final UUID BEHIND_ALL = new UUID(-1, -1);
        static final Between EVERYBODY = new Between(NOBODY, BEHIND_ALL);

        static Between before(UUID middle) {
            return new Between(NOBODY, middle);
        }

        static Between from(UUID middle) {
            return new Between(middle, BEHIND_ALL);
        }
    }

    /** A unit of the tree. */
    record Place(UUID id, Localized name, String path) {}

    private static final String NOT_STARTED = """
        (select p.teacher_id, p.name, p.document_masked, null::text as track, null::timestamptz as since,
                null::uuid as lesson_id, null::int as score, null::int as pass_mark
           from directory.person_card p
          where p.organization_id = o.id and %s
            and not exists (select from enrollment.participation_card pa
                             where pa.teacher_id = p.teacher_id and pa.program_id = :program)
          union all
         select pa.teacher_id, t.name, t.document_masked, pa.track, pa.joined_at, null, null, null
           from enrollment.participation_card pa
           join directory.teacher_card t on t.teacher_id = pa.teacher_id
          where pa.program_id = :program and pa.organization_id = o.id and pa.started_at is null)
        """;

    /** Who has begun and has not completed it. */
    private static final String LEARNERS = """
        select x.teacher_id, x.track, x.started_at
          from enrollment.participation_card x
         where x.program_id = :program and x.organization_id = o.id and x.started_at < :before
           and not exists (select from program.completion_card c where c.teacher_id = x.teacher_id and c.program_id = :program)
        """;

    private static final String STUCK = """
        (select x.teacher_id, t.name, t.document_masked, x.track, coalesce(%s, x.started_at) as since,
                null::uuid as lesson_id, null::int as score, null::int as pass_mark
           from (%s) x
           join directory.teacher_card t on t.teacher_id = x.teacher_id
           %s
          where %s)
        """;

    /** What each has done last is read anyway: of these alone, which the planner would not wait for. */
    private static final String STUCK_BY_EACH = STUCK.formatted("last.at", LEARNERS + "offset 0", "cross join lateral " + LearnerSql.LAST_ACTIVITY + " last",
        "coalesce(last.at, x.started_at) < :before");

    /** Who has done something since is found at once for everybody. */
    private static final String STUCK_BY_ALL = STUCK.formatted(LearnerSql.LAST_ACTIVITY, LEARNERS, "", LearnerSql.NO_ACTIVITY);

    /** Few are failing: who is not is seen at once. */
    private static final String QUIZ_FAILED = """
        (select x.teacher_id, t.name, t.document_masked, x.track, failed.submitted_at as since, failed.lesson_id, failed.score, failed.pass_mark
           from enrollment.participation_card x
           join directory.teacher_card t on t.teacher_id = x.teacher_id
          cross join lateral (select * from %s f order by f.submitted_at desc, f.lesson_id limit 1) failed
          where x.program_id = :program and x.organization_id = o.id
            and exists (select from quiz.failing_card f where f.teacher_id = x.teacher_id and f.program_id = :program))
        """.formatted(LearnerSql.FAILED_QUIZZES);

    /** Everybody who may take part in the program, joined or not. */
    private static final String OF_THE_AUDIENCE = """
        (select p.teacher_id, p.name, p.document_masked, x.track, %s as since, null::uuid as lesson_id, null::int as score, null::int as pass_mark
           from directory.person_card p
           left join enrollment.participation_card x on x.teacher_id = p.teacher_id and x.program_id = :program
          where p.organization_id = o.id and %s and %s)
        """;

    private static final String BEFORE_TEACHING = """
        (select p.teacher_id, p.name, p.document_masked, x.track, x.started_at as since, null::uuid as lesson_id, coalesce(learned.n, 0) as score, :gates as pass_mark
           from directory.person_card p
           left join enrollment.participation_card x on x.teacher_id = p.teacher_id and x.program_id = :program
           left join lateral %s learned on learned.teacher_id = p.teacher_id
          where p.organization_id = o.id and %s and (learned.n >= :gates) is not true)
        """;

    /** How many lessons of the gate each has learned: asked for one after the other. */
    private static final String LEARNED_BY_EACH = """
        (select l.teacher_id, count(*)::int as n from learning.lesson_completion_card l
          where l.teacher_id = p.teacher_id and l.program_id = :program and l.lesson_id = any (:gate) group by l.teacher_id)""";

    /** The same, asked once for all between. */
    private static final String LEARNED_BY_ALL = LEARNED_BY_EACH.replace("l.teacher_id = p.teacher_id and ", "l.teacher_id >= :least and l.teacher_id < :beyond and ");

    /** Those whose name is not proven are few, and lie in an index of their own. */
    private static String identityMissing(String audience, String unconfirmed) {
        return "(" + OF_THE_AUDIENCE.formatted("x.joined_at", audience, "p.real_name in ('UNVERIFIED', 'REJECTED')") + " union all "
            + OF_THE_AUDIENCE.formatted("x.joined_at", audience, "p.real_name not in ('UNVERIFIED', 'REJECTED') and " + unconfirmed) + ")";
    }

    private static String aboutToMiss(String audience) {
        return OF_THE_AUDIENCE.formatted("x.started_at", audience, """
            :closing and not exists (select from program.completion_card c
                                      where c.teacher_id = p.teacher_id and c.program_id = :program)""");
    }

    private final JdbcClient db;
    private final UnconfirmedClaims claims;
    private final Clock clock;

    ListSql(JdbcClient db, UnconfirmedClaims claims, Clock clock) {
        this.db = db;
        this.claims = claims;
        this.clock = clock;
    }

    /** @param all so many that each fact is read once for all of them; null when it is asked for person by person */
    JdbcClient.StatementSpec ask(String frame, PeopleList list, @Nullable Between all) {
        var audience = AudienceSql.anyTrack(list.program(), LocalDate.now(clock));
        var people = switch (list.kind()) {
            case NOT_STARTED -> NOT_STARTED.formatted(audience.where());
            case STUCK -> all != null ? STUCK_BY_ALL : STUCK_BY_EACH;
            case QUIZ_FAILED -> QUIZ_FAILED;
            case IDENTITY_MISSING -> identityMissing(audience.where(), claims.of(list.program()).where());
            case ABOUT_TO_MISS -> aboutToMiss(audience.where());
            case BEFORE_TEACHING -> BEFORE_TEACHING.formatted(all != null ? LEARNED_BY_ALL : LEARNED_BY_EACH, audience.where());
        };
        var statement = db.sql(frame.formatted(people))
            .param("program", list.program().id().value())
            .param("root", list.unit().path());
        if (all != null) {
            statement.param("least", all.least).param("beyond", all.beyond);
        }
        return switch (list.kind()) {
            case NOT_STARTED -> statement.params(audience.params());
            case STUCK -> statement.param("before", list.stuckBefore().atOffset(ZoneOffset.UTC));
            case QUIZ_FAILED -> statement;
            case IDENTITY_MISSING -> statement.params(audience.params()).params(claims.of(list.program()).params());
            case ABOUT_TO_MISS -> statement.params(audience.params()).param("closing", list.closesSoon());
            case BEFORE_TEACHING -> statement.params(audience.params()).param("gate", list.gate().toArray(UUID[]::new)).param("gates", list.gate().size());
        };
    }

    /** The columns that every list begins with, in their order: to look each up by its name is a good part of an export. */
    static ListRow row(ResultSet row, Place place, ProgramDetail program) throws SQLException {
        var since = row.getObject(5, OffsetDateTime.class);
        return new ListRow(new TeacherId(row.getObject(1, UUID.class)), row.getString(2), row.getString(3), place.name(), place.path(),
            row.getString(4), since == null ? null : since.toInstant(), title(program, row.getObject(6, UUID.class)),
            row.getObject(7, Integer.class), row.getObject(8, Integer.class));
    }

    /** In the two columns of the name. */
    static Localized unit(ResultSet row, String column) throws SQLException {
        return new Localized(row.getString(column), row.getString(column + "_en"));
    }

    private static @Nullable String title(ProgramDetail program, @Nullable UUID lesson) {
        return lesson == null ? null : program.lessons().stream().filter(it -> it.lesson().id().value().equals(lesson))
            .map(it -> it.lesson().title()).findFirst().orElse("");
    }
}
