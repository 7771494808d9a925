package org.xingtan.ledger;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/** The entries of a person as receipts, newest first. */
@Repository
public class Receipts {

    /** @param program null for hours from outside of any program */
    public record OfProgram(@Nullable UUID program, @Nullable String title, Hours hours) {}

    /**
     * An entry with all that became of it.
     *
     * @param first    what was posted in the beginning
     * @param latest   what stands for it after all corrections
     * @param reversal what took {@code latest} back; null while it counts
     * @param by       who did that, or corrected it; null when nobody did anything
     */
    public record Story(Receipt first, Receipt latest, @Nullable Receipt reversal, @Nullable TeacherId by) {}

    private final JdbcClient db;
    private final Entries entries;

    Receipts(JdbcClient db, Entries entries) {
        this.db = db;
        this.entries = entries;
    }

    /** What a source has posted under a reference; what became of it since, its {@link #story} tells. */
    public Optional<Receipt> find(TeacherId teacher, String source, String reference) {
        return entries.find(teacher, source, reference);
    }

    /** Of an entry, or of what a reversal took back. */
    public Optional<Story> story(TeacherId teacher, UUID id) {
        return entries.find(teacher, id).flatMap(it -> it.reverses() == null ? Optional.of(it) : entries.find(teacher, it.reverses())).map(it -> {
            var latest = entries.latest(teacher, it);
            var reversal = entries.find(teacher, ReverseEntry.SOURCE, latest.id().toString());
            return new Story(entries.origin(teacher, it), latest, reversal.orElse(null), entries.poster(teacher, reversal.orElse(latest).id()));
        });
    }

    /** The entries of its story one after the other: the first, and each that corrected the one before. */
    public Set<UUID> line(TeacherId teacher, UUID id) {
        var line = new LinkedHashSet<UUID>();
        for (var next = story(teacher, id).map(Story::first); next.isPresent(); next = entries.find(teacher, CorrectEntry.SOURCE, next.get().id().toString())) {
            line.add(next.get().id());
        }
        return line;
    }

    /** @param program only entries of this program; null for all */
    public Page<Receipt> ofTeacher(TeacherId teacher, @Nullable ProgramId program, @Nullable String cursor, @Nullable Integer limit) {
        var size = Page.limit(limit);
        var after = Page.Key.decode(cursor);
        var rows = db.sql(Entries.SELECT + """
                 where e.teacher_id = :teacher
                   and (cast(:program as uuid) is null or e.program_id = cast(:program as uuid))
                   and (cast(:at as timestamptz) is null or (e.posted_at, e.id) < (cast(:at as timestamptz), cast(:id as uuid)))
                 order by e.posted_at desc, e.id desc
                 limit :limit
                """)
            .param("teacher", teacher.value())
            .param("program", program == null ? null : program.toString())
            .param("at", after == null ? null : after.instant())
            .param("id", after == null ? null : after.id())
            .param("limit", size + 1)
            .query((row, _) -> Entries.receipt(row)).list();
        return Page.of(rows, size, receipt -> receipt.at() + "/" + receipt.id());
    }

    /** Those that somebody may see who corrects hours, each with what it reverses or is reversed by: they lie in the same year, program and account. */
    Page<Receipt> seen(TeacherId teacher, WhoCorrects.Seen seen, @Nullable String cursor, int size) {
        var after = Page.Key.decode(cursor);
        var rows = db.sql(Entries.SELECT + """
                 where e.teacher_id = :teacher
                   and (:all or e.year = any (:years) or e.program_id = any (:programs) or e.program_id is null and e.jurisdiction = any (:accounts))
                   and (cast(:at as timestamptz) is null or (e.posted_at, e.id) < (cast(:at as timestamptz), cast(:id as uuid)))
                 order by e.posted_at desc, e.id desc
                 limit :limit
                """)
            .param("teacher", teacher.value()).param("all", seen.here()).param("years", seen.years().stream().map(CountedYears.Counted::year).toArray(Integer[]::new))
            .param("programs", seen.programs().toArray(UUID[]::new)).param("accounts", seen.accounts().toArray(UUID[]::new))
            .param("at", after == null ? null : after.instant()).param("id", after == null ? null : after.id())
            .param("limit", size + 1).query((row, _) -> Entries.receipt(row)).list();
        return Page.of(rows, size, receipt -> receipt.at() + "/" + receipt.id());
    }

    /** What each program has brought, the latest first. */
    public List<OfProgram> programs(TeacherId teacher) {
        return db.sql("""
                select e.program_id, p.title, sum(e.earned) as earned, sum(e.credited) as credited
                  from ledger.entry e
                  left join program.program_card p on p.id = e.program_id
                 where e.teacher_id = :teacher
                 group by e.program_id, p.title
                 order by max(e.posted_at) desc, e.program_id
                """)
            .param("teacher", teacher.value())
            .query((row, _) -> new OfProgram(row.getObject(1, UUID.class), row.getString(2),
                new Hours(new CreditHours(row.getBigDecimal(3)), new CreditHours(row.getBigDecimal(4)))))
            .list();
    }
}
