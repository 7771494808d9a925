package org.xingtan.validation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

/** The rows of {@code validation.batch}. */
@Repository
public class Batches {

    /**
     * One validation of a subtree.
     *
     * @param number   within its call
     * @param people   how many there were when it began; null before it has
     * @param passed   the last person it has come by
     * @param movedAt  when the last part was done
     */
    public record Batch(UUID id, UUID call, int number, OrganizationId organization, Localized name, Covers covers, String reason, Instant askedAt, TeacherId askedBy,
                        String askedByName, @Nullable Integer people, int validated, @Nullable TeacherId passed, Instant movedAt, @Nullable Instant finishedAt) {

        /** Whom it validates: those whom their units have confirmed, or those as well whom they have not. Nobody whose objection is open. */
        public enum Covers { CONFIRMED, EVERYBODY }
    }

    /** Whom a batch has come by without validating them; {@code why} each, and {@code n} how many there are in all. */
    public record LeftOut(TeacherId teacher, String name, String why, int n) {}

    private static final String SELECT = """
        select b.id, b.call_id, b.number, b.organization_id, o.name, o.name_en, b.covers, b.reason, b.asked_at, b.asked_by, t.name as asked_by_name, b.people,
               b.validated, b.passed, b.moved_at, b.finished_at
          from validation.batch b
          join directory.organization_card o on o.id = b.organization_id
          left join directory.teacher_card t on t.teacher_id = b.asked_by
        """;

    private final JdbcClient db;

    Batches(JdbcClient db) {
        this.db = db;
    }

    /** The newest first. */
    List<Batch> of(Call call) {
        return db.sql(SELECT + " where b.call_id = :call order by b.number desc").param("call", call.id()).query((row, _) -> batch(row)).list();
    }

    /** Of each batch the first hundred, by name. */
    Map<UUID, List<LeftOut>> leftOut(Call call) {
        var found = new HashMap<UUID, List<LeftOut>>();
        db.sql("""
                -- all teachers: of the batches of a call, so many each.
                select * from (
                    select l.batch_id, l.teacher_id, t.name, l.why, count(*) over (partition by l.batch_id)::int as n,
                           row_number() over (partition by l.batch_id order by t.name, l.teacher_id) as place
                      from validation.batch b
                      join validation.left_out l on l.batch_id = b.id
                      join directory.teacher_card t on t.teacher_id = l.teacher_id
                     where b.call_id = :call) x
                 where x.place <= 100
                 order by x.batch_id, x.place
                """)
            .param("call", call.id()).query(row -> {
                found.computeIfAbsent(row.getObject("batch_id", UUID.class), _ -> new ArrayList<>())
                    .add(new LeftOut(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("name"), row.getString("why"), row.getInt("n")));
            });
        return found;
    }

    /** @return empty while one of this call and unit is under way */
    Optional<Integer> add(Call call, OrganizationCard unit, Batch.Covers covers, String reason, Instant at, TeacherId by) {
        return db.sql("""
                insert into validation.batch (id, call_id, number, organization_id, covers, reason, asked_at, asked_by, moved_at)
                select :id, :call, coalesce(max(number), 0) + 1, :unit, :covers, :reason, :at, :by, :at from validation.batch where call_id = :call
                on conflict (call_id, organization_id) where finished_at is null do nothing
                returning number
                """)
            .param("id", Uuids.next()).param("call", call.id()).param("unit", unit.id().value()).param("covers", covers.name()).param("reason", reason)
            .param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.value()).query(Integer.class).optional();
    }

    /** Any unfinished one that no other node holds; one that cannot be carried out holds up no other. Held until the transaction ends. */
    Optional<Batch> claim() {
        return db.sql(SELECT + " where b.finished_at is null order by random() limit 1 for update of b skip locked").query((row, _) -> batch(row)).optional();
    }

    /** @param last the last person of a part; null when there is nobody left */
    void move(Batch batch, int people, int validated, @Nullable TeacherId last, Instant at) {
        db.sql("""
                update validation.batch
                   set people = :people, validated = validated + :validated, passed = coalesce(:last, passed), moved_at = :at,
                       finished_at = case when :done then :at end
                 where id = :id
                """)
            .param("people", people).param("validated", validated).param("last", last == null ? null : last.value(), java.sql.Types.OTHER)
            .param("done", last == null).param("at", at.atOffset(ZoneOffset.UTC)).param("id", batch.id()).update();
    }

    private static Batch batch(ResultSet row) throws SQLException {
        var passed = row.getObject("passed", UUID.class);
        var finished = row.getObject("finished_at", OffsetDateTime.class);
        return new Batch(row.getObject("id", UUID.class), row.getObject("call_id", UUID.class), row.getInt("number"),
            new OrganizationId(row.getObject("organization_id", UUID.class)), new Localized(row.getString("name"), row.getString("name_en")),
            Batch.Covers.valueOf(row.getString("covers")), row.getString("reason"), row.getObject("asked_at", OffsetDateTime.class).toInstant(),
            new TeacherId(row.getObject("asked_by", UUID.class)), String.valueOf(row.getString("asked_by_name")), row.getObject("people", Integer.class),
            row.getInt("validated"), passed == null ? null : new TeacherId(passed), row.getObject("moved_at", OffsetDateTime.class).toInstant(),
            finished == null ? null : finished.toInstant());
    }
}
