package org.xingtan.fee;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;

/** Issues of statements, and how far they have come. */
@Repository
public class Issues {

    /** Places of one step, as near as whole offerings come to it. */
    private static final int AT_ONCE = 20_000;

    /**
     * One issue.
     *
     * @param n            which of its term, from 1
     * @param passed       the last offering that is done
     * @param withoutPayer places that are billed to nobody
     * @param statements   how many it became; null until it is finished
     */
    public record Issue(UUID id, UUID term, int n, UUID authority, int version, Instant askedAt, String askedBy, @Nullable UUID passed, int offerings,
                        int done, int lines, int withoutPayer, @Nullable Integer statements, @Nullable Instant finishedAt) {

        public boolean isUnderWay() {
            return finishedAt == null;
        }
    }

    /** Places that are billed to nobody. @param rows the units with most of them */
    public record WithoutPayer(int places, List<Row> rows) {

        static final int MOST = 50;
        static final WithoutPayer NONE = new WithoutPayer(0, List.of());

        /**
         * Those of the people of a unit.
         *
         * @param payer who is to pay, and does not stand above the unit
         * @param unit  null for people of whom nobody knows it
         */
        public record Row(Payer payer, @Nullable Localized unit, int places, Money amount) {}

        /** Of units that are not named. */
        public int others() {
            return rows.isEmpty() ? 0 : places - rows.stream().mapToInt(Row::places).sum();
        }

        static Row row(ResultSet row) throws SQLException {
            var unit = row.getString("unit");
            return new Row(Payer.valueOf(row.getString("payer")), unit == null ? null : new Localized(unit, row.getString("unit_en")), row.getInt("places"),
                FeeTerms.money(row, "amount"));
        }
    }

    private static final String SELECT = """
        select id, term_id, n, authority_id, version, asked_at, asked_by_name, passed, offerings, done, lines, without_payer, statements, finished_at
          from fee.issue
        """;

    private final JdbcClient db;
    private final int atOnce;

    @Autowired
    Issues(JdbcClient db) {
        this(db, AT_ONCE);
    }

    /** @param atOnce places of one step */
    Issues(JdbcClient db, int atOnce) {
        this.db = db;
        this.atOnce = atOnce;
    }

    /** The newest first. */
    List<Issue> of(UUID term) {
        return db.sql(SELECT + "where term_id = :term order by n desc").param("term", term).query(Issues::issue).list();
    }

    /** What each issue of a term billed to nobody. */
    Map<UUID, WithoutPayer> withoutPayer(List<Issue> issues) {
        var rows = new HashMap<UUID, List<WithoutPayer.Row>>();
        db.sql("""
                select issue_id, payer, unit, unit_en, places, amount
                  from (select w.*, row_number() over (partition by w.issue_id order by w.places desc, w.unit, w.unit_id, w.payer) as place
                          from fee.without_payer w
                         where w.issue_id = any (:issues)) w
                 where place <= :most
                 order by issue_id, place
                """)
            .param("issues", issues.stream().map(Issue::id).toArray(UUID[]::new)).param("most", WithoutPayer.MOST)
            .query(row -> {
                rows.computeIfAbsent(row.getObject("issue_id", UUID.class), _ -> new ArrayList<>()).add(WithoutPayer.row(row));
            });
        return issues.stream().collect(Collectors.toMap(Issue::id, it -> new WithoutPayer(it.withoutPayer(), rows.getOrDefault(it.id(), List.of()))));
    }

    /** @return whether it has begun; not while another one of the term is under way, on whatever node */
    boolean begin(UUID term, PayerRules rules, Actor by, Instant at) {
        return db.sql("""
                insert into fee.issue (id, term_id, n, authority_id, version, asked_at, asked_by, asked_by_name, offerings, moved_at)
                select :id, :term, 1 + coalesce((select max(n) from fee.issue where term_id = :term), 0), :authority, :version, :at, :by, :name,
                       (select count(*) from selection.offering_card where term_id = :term), :at
                on conflict do nothing
                """)
            .param("id", org.xingtan.platform.Uuids.next()).param("term", term).param("authority", rules.authority().value())
            .param("version", rules.version()).param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.teacher().value())
            .param("name", by.personName()).update() == 1;
    }

    /** Any unfinished one that nobody else is at, locked. */
    Optional<Issue> claim() {
        return db.sql(SELECT + "where finished_at is null order by random() limit 1 for update skip locked").query(Issues::issue).optional();
    }

    /** The offerings of one step. @param last the last of them; null when none is left */
    record Step(int offerings, @Nullable UUID last) {}

    Step next(Issue issue) {
        return db.sql("""
                select count(*)::int as offerings, (array_agg(offering_id order by offering_id desc))[1] as last
                  from (select offering_id, sum(taken) over (order by offering_id) - taken as before
                          from selection.offering_card
                         where term_id = :term and (:passed::uuid is null or offering_id > :passed)) o
                 where before < :atOnce
                """)
            .param("term", issue.term()).param("passed", issue.passed()).param("atOnce", atOnce)
            .query((row, _) -> new Step(row.getInt("offerings"), row.getObject("last", UUID.class))).single();
    }

    void advance(Issue issue, Step step, WriteLines.Written written, Instant at) {
        db.sql("""
                update fee.issue
                   set passed = :last, done = done + :offerings, lines = lines + :lines, without_payer = without_payer + :without, moved_at = :at
                 where id = :id
                """)
            .param("last", step.last()).param("offerings", step.offerings()).param("lines", written.lines()).param("without", written.withoutPayer())
            .param("at", at.atOffset(ZoneOffset.UTC)).param("id", issue.id()).update();
    }

    /** Its statements get their numbers, by unit; from now on they are there. */
    void finish(Issue issue, FeeTerm term, LocalDate day, Instant at) {
        var year = day.getYear();
        db.sql("insert into fee.series (authority_id, year) values (:authority, :year) on conflict do nothing")
            .param("authority", term.owner().value()).param("year", year).update();
        var last = db.sql("select last from fee.series where authority_id = :authority and year = :year for update")
            .param("authority", term.owner().value()).param("year", year).query(Integer.class).single();
        var numbered = db.sql("""
                update fee.statement s
                   set number = :prefix || lpad((:last + n.place)::text, greatest(6, length((:last + n.place)::text)), '0'), issued_at = :at, due_on = cast(:day as date) + n.days
                  from (select s.id, row_number() over (order by o.path, a.payer) as place, r.days
                          from fee.statement s
                          join fee.issue i on i.id = s.issue_id
                          join fee.payer_rule r on r.authority_id = i.authority_id and r.version = i.version
                          join fee.account a on a.id = s.account_id
                          join directory.organization_card o on o.id = a.debtor_id
                         where s.issue_id = :issue and s.number is null) n
                 where s.id = n.id
                """)
            .param("prefix", term.ownerCode() + "-" + year + "-").param("day", day).param("last", last).param("at", at.atOffset(ZoneOffset.UTC))
            .param("issue", issue.id()).update();
        db.sql("update fee.series set last = last + :more where authority_id = :authority and year = :year")
            .param("more", numbered).param("authority", term.owner().value()).param("year", year).update();
        db.sql("update fee.issue set statements = :statements, finished_at = :at, moved_at = :at where id = :id")
            .param("statements", numbered).param("at", at.atOffset(ZoneOffset.UTC)).param("id", issue.id()).update();
    }

    private static Issue issue(ResultSet row, int number) throws SQLException {
        var finished = row.getObject("finished_at", OffsetDateTime.class);
        return new Issue(row.getObject("id", UUID.class), row.getObject("term_id", UUID.class), row.getInt("n"), row.getObject("authority_id", UUID.class),
            row.getInt("version"), row.getObject("asked_at", OffsetDateTime.class).toInstant(), row.getString("asked_by_name"),
            row.getObject("passed", UUID.class), row.getInt("offerings"), row.getInt("done"), row.getInt("lines"), row.getInt("without_payer"),
            row.getObject("statements", Integer.class), finished == null ? null : finished.toInstant());
    }
}
