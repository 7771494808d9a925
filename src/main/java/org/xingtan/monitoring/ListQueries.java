package org.xingtan.monitoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.census.UnconfirmedClaims;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.web.Page;
import org.xingtan.program.AudienceSql;
import org.xingtan.program.ProgramDetail;

/**
 * The lists, unit by unit in the order of the tree: each unit's people come from an index, so that a page of fifty does not
 * read the country.
 */
@Repository
class ListQueries {

    /** Looked through for a page: some thousand people. */
    static final int UNITS = 32;
    private static final int AT_ONCE = 2_000;
    /** Before everybody in a unit. */
    private static final UUID NOBODY = new UUID(0, 0);

    /** A unit of the tree. */
    private record Place(UUID id, Localized name, String path) {}

    /**
     * The units that come next in the order of the tree. What lies below a unit follows it without a gap, so that the end of the
     * subtree is seen by the first that lies elsewhere. Read in their order, they end with the page.
     */
    private static final String NEXT_UNITS = """
        select id, name, name_en, path
          from directory.organization_card
         where path >= greatest(:root::public.ltree, cast(:from as public.ltree))
         order by path
         limit :units""";

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

    private static final String STUCK = """
        (select x.teacher_id, t.name, t.document_masked, x.track, coalesce(%s, x.started_at) as since,
                null::uuid as lesson_id, null::int as score, null::int as pass_mark
           from enrollment.participation_card x
           join directory.teacher_card t on t.teacher_id = x.teacher_id
           %s
          where x.program_id = :program and x.organization_id = o.id and x.started_at < :before
            and not exists (select from program.completion_card c where c.teacher_id = x.teacher_id and c.program_id = :program)
            and %s)
        """;

    /** What each has done last is read anyway. */
    private static final String STUCK_BY_EACH = STUCK.formatted("last.at", "cross join lateral " + LearnerSql.LAST_ACTIVITY + " last",
        "coalesce(last.at, x.started_at) < :before");

    /** Who has done something since is found at once for everybody. */
    private static final String STUCK_BY_ALL = STUCK.formatted(LearnerSql.LAST_ACTIVITY, "", LearnerSql.NO_ACTIVITY);

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
          where p.organization_id = o.id and %s and coalesce(learned.n, 0) < :gates)
        """;

    /** How many lessons of the gate each has learned: asked for one after the other. */
    private static final String LEARNED_BY_EACH = """
        (select l.teacher_id, count(*)::int as n from learning.lesson_completion_card l
          where l.teacher_id = p.teacher_id and l.program_id = :program and l.lesson_id = any (:gate) group by l.teacher_id)""";

    /** The same, asked once for everybody. */
    private static final String LEARNED_BY_ALL = LEARNED_BY_EACH.replace("l.teacher_id = p.teacher_id and ", "");

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
    private final Patience patience;
    private final Clock clock;

    ListQueries(JdbcClient db, UnconfirmedClaims claims, Patience patience, Clock clock) {
        this.db = db;
        this.claims = claims;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Looks through so many units and no more: where hardly anybody is left on the list, a page may be short or empty, and still
     * the list goes on behind it.
     */
    Page<ListRow> page(PeopleList list, @Nullable String cursor, int limit) {
        var after = Cursor.decode(cursor);
        if (after != null && !Page.isPath(after.key())) {
            throw new Problem(400, "error.cursor");
        }
        var rows = ask("""
                select x.*, o.id as unit_id, o.name as unit, o.name_en as unit_en, o.path::text as path
                  from (%s) o
                 cross join lateral %%s x
                 where o.path <@ :root::public.ltree and (o.path is distinct from cast(:from as public.ltree) or x.teacher_id > :behind)
                 order by o.path, x.teacher_id
                 limit :limit
                """.formatted(NEXT_UNITS), list, false)
            .param("from", after == null ? null : after.key())
            .param("behind", after == null ? NOBODY : after.id())
            .param("units", UNITS)
            .param("limit", limit + 1)
            .query((row, _) -> row(row, new Place(row.getObject("unit_id", UUID.class), unit(row, "unit"), row.getString("path")), list.program())).list();
        var page = Page.of(rows, limit, row -> Cursor.key(row.path(), row.teacher()));
        return page.next() == null ? goingOn(page, list, after) : page;
    }

    /** What could not be filled is short because that many units were looked through, or because there are no more. */
    private Page<ListRow> goingOn(Page<ListRow> page, PeopleList list, @Nullable Cursor after) {
        var units = db.sql("select o.path::text from (%s) o where o.path <@ :root::public.ltree order by o.path".formatted(NEXT_UNITS))
            .param("root", list.unit().path())
            .param("from", after == null ? null : after.key())
            .param("units", UNITS + 1)
            .query(String.class).list();
        return units.size() > UNITS ? page.goingOn(Cursor.behind(units.get(UNITS - 1))) : page;
    }

    /**
     * All of them in the order of the tree, but no more than so many; in the caller's transaction, some thousand in memory at a
     * time. Every table has its people in their order, so that they are merged by one process: nothing is put into a hash of
     * everybody first, and as many as may go out at once are sorted in memory. The units are read before, and once. The driver takes
     * rows as bytes only of a statement that it keeps, so that here the database plans it for the values it has.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void each(PeopleList list, int most, Consumer<ListRow> reader) {
        patience.repeat();
        db.sql("set local plan_cache_mode = force_custom_plan").update();
        db.sql("set local enable_hashjoin = off").update();
        db.sql("set local max_parallel_workers_per_gather = 0").update();
        db.sql("set local work_mem = '32MB'").update();
        var places = db.sql("select id, name, name_en, path::text as path from directory.organization_card where path <@ :root::public.ltree order by path")
            .param("root", list.unit().path())
            .query((row, _) -> new Place(row.getObject("id", UUID.class), unit(row, "name"), row.getString("path"))).list();
        ask("""
                select x.*, o.place
                  from unnest(:units::uuid[]) with ordinality o (id, place)
                 cross join lateral %s x
                 order by o.place, x.teacher_id
                 limit :most
                """, list, true)
            .param("units", places.stream().map(Place::id).toArray(UUID[]::new))
            .param("most", most).withFetchSize(AT_ONCE)
            .query((RowCallbackHandler) row -> reader.accept(row(row, places.get(row.getInt(9) - 1), list.program())));
    }

    /** How many there are: one pass over the facts of everybody below. */
    @Transactional
    public int count(PeopleList list) {
        patience.extend();
        return ask("""
                select count(*)
                  from directory.organization_card o
                 cross join lateral %s x
                 where o.path <@ :root::public.ltree
                """, list, true)
            .query(Integer.class).single();
    }

    /** All of them, for those who mean everybody on the list; in the caller's transaction. */
    List<TeacherId> everybody(PeopleList list) {
        return ask("""
                select x.teacher_id
                  from directory.organization_card o
                 cross join lateral %s x
                 where o.path <@ :root::public.ltree
                """, list, true)
            .query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).list();
    }

    /** @param everybody whether it is asked about so many that each fact is read once for all, not person by person */
    private JdbcClient.StatementSpec ask(String frame, PeopleList list, boolean everybody) {
        var audience = AudienceSql.anyTrack(list.program(), LocalDate.now(clock));
        var people = switch (list.kind()) {
            case NOT_STARTED -> NOT_STARTED.formatted(audience.where());
            case STUCK -> everybody ? STUCK_BY_ALL : STUCK_BY_EACH;
            case QUIZ_FAILED -> QUIZ_FAILED;
            case IDENTITY_MISSING -> identityMissing(audience.where(), claims.of(list.program()).where());
            case ABOUT_TO_MISS -> aboutToMiss(audience.where());
            case BEFORE_TEACHING -> BEFORE_TEACHING.formatted(everybody ? LEARNED_BY_ALL : LEARNED_BY_EACH, audience.where());
        };
        var statement = db.sql(frame.formatted(people))
            .param("program", list.program().id().value())
            .param("root", list.unit().path());
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
    private static ListRow row(ResultSet row, Place place, ProgramDetail program) throws SQLException {
        var since = row.getObject(5, OffsetDateTime.class);
        return new ListRow(new TeacherId(row.getObject(1, UUID.class)), row.getString(2), row.getString(3), place.name(), place.path(),
            row.getString(4), since == null ? null : since.toInstant(), title(program, row.getObject(6, UUID.class)),
            row.getObject(7, Integer.class), row.getObject(8, Integer.class));
    }

    /** In the two columns of the name. */
    private static Localized unit(ResultSet row, String column) throws SQLException {
        return new Localized(row.getString(column), row.getString(column + "_en"));
    }

    private static @Nullable String title(ProgramDetail program, @Nullable UUID lesson) {
        return lesson == null ? null : program.lessons().stream().filter(it -> it.lesson().id().value().equals(lesson))
            .map(it -> it.lesson().title()).findFirst().orElse("");
    }
}
