package org.xingtan.offering;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.Export;
import org.xingtan.audit.ExportFiles;
import org.xingtan.audit.Exports;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.ListFile;
import org.xingtan.selection.OfferingId;

/** Who has a place in an offering and who waits for one, for whoever keeps the term: in their turn, so that those with a place come first. */
@Repository
public class Takers {

    /**
     * Somebody who has chosen it.
     *
     * @param teacher  null for who works in a unit of somebody else by now
     * @param name     null for the same
     * @param position among those who wait, from 1; null for who has a place
     * @param begun    when he began to learn; null for who has not, or works in a unit of somebody else by now
     * @param done     when he completed the course; null likewise
     */
    public record Taker(@Nullable TeacherId teacher, @Nullable String name, @Nullable UUID unit, @Nullable Localized unitName, String state, @Nullable Integer position, long turn,
                        Instant chosenAt, @Nullable Instant begun, @Nullable Instant done) {

        String key() {
            return Long.toString(turn);
        }
    }

    /** The first lesson that somebody opened, or the first quiz that he handed in: whichever was first. */
    private static final String BEGUN = """
        least((select e.started_at from enrollment.participation_card e where e.teacher_id = h.teacher_id and e.program_id = :program),
              (select min(a.submitted_at) from quiz.attempt_card a where a.teacher_id = h.teacher_id and a.program_id = :program))
        """.strip();

    /**
     * Of those who wait, and of those outside the scope nothing but that they are there. A turn stays with its person when he moves up, so that a
     * part of the list begins where the one before has ended, whatever happened in between; and who waits came later than all who have a place.
     */
    private static final String SELECT = """
        -- all teachers: of one offering
        with part as (
            select h.teacher_id, h.state, h.turn
              from selection.place_card h
             where h.offering_id = :offering and h.turn > :turn
               and (not :idle or h.state = 'SELECTED' and %1$s is null
                                 and exists (select from directory.person_card c
                                              where c.teacher_id = h.teacher_id and c.organization_path <@ any (cast(:scope as public.ltree[]))))
             order by h.turn limit :limit)
        select p.state, p.turn, s.chosen_at, k.begun, k.done,
               case when p.state = 'WAITING' then (select count(*) from selection.place_card w
                                                    where w.offering_id = :offering and w.state = 'WAITING' and w.turn <= :turn)
                                                  + count(*) filter (where p.state = 'WAITING') over (order by p.turn) end as position,
               k.teacher_id, k.name, k.organization_id, o.name as unit_name, o.name_en as unit_name_en
          from part p
          join selection.selection_card s on s.teacher_id = p.teacher_id and s.offering_id = :offering and s.state <> 'DROPPED'
          left join lateral (select h.teacher_id, h.name, c.organization_id, %1$s as begun,
                                    (select d.completed_at from program.completion_card d where d.teacher_id = h.teacher_id and d.program_id = :program) as done
                               from directory.person_card c
                               join directory.teacher_card h on h.teacher_id = c.teacher_id
                              where c.teacher_id = p.teacher_id and c.organization_path <@ any (cast(:scope as public.ltree[]))) k on true
          left join directory.organization_card o on o.id = k.organization_id
         order by p.turn
        """.formatted(BEGUN);
    private static final int AT_ONCE = 1_000;

    private final JdbcClient db;
    private final Access access;
    private final KeepOfferings keep;
    private final ExportFiles files;
    private final Texts texts;
    private final Patience patience;

    Takers(JdbcClient db, Access access, KeepOfferings keep, ExportFiles files, Texts texts, Patience patience) {
        this.db = db;
        this.access = access;
        this.keep = keep;
        this.files = files;
        this.texts = texts;
        this.patience = patience;
    }

    /**
     * @param idle  whether only those are asked for who have a place and have not begun to learn
     * @param after the cursor of the page before
     * @throws org.xingtan.platform.NotFound when it is not in a term of the actor's
     */
    Page<Taker> page(Actor actor, OfferingId id, boolean idle, @Nullable String after, @Nullable Integer most) {
        var kept = keep.kept(actor, id);
        var limit = Page.limit(most);
        return Page.of(ask(access.scope(actor, Task.MANAGE_PROGRAMS), kept, idle, turn(Page.decode(after)), limit + 1).query((row, _) -> taker(row)).list(), limit, Taker::key);
    }

    private static long turn(@Nullable String after) {
        if (after != null && !after.matches("[0-9]{1,18}")) {
            throw new Problem(400, "error.cursor");
        }
        return after == null ? 0 : Long.parseLong(after);
    }

    private JdbcClient.StatementSpec ask(Scope scope, OfferedNow.Kept of, boolean idle, long after, int limit) {
        return db.sql(SELECT).param("scope", scope.toArray()).param("offering", of.id().value()).param("program", of.line().program()).param("idle", idle)
            .param("turn", after).param("limit", limit);
    }

    private static Taker taker(ResultSet row) throws SQLException {
        var teacher = row.getObject("teacher_id", UUID.class);
        var position = row.getInt("position");
        return new Taker(teacher == null ? null : new TeacherId(teacher), row.getString("name"), row.getObject("organization_id", UUID.class),
            teacher == null ? null : new Localized(row.getString("unit_name"), row.getString("unit_name_en")), row.getString("state"), position == 0 ? null : position,
            row.getLong("turn"), Objects.requireNonNull(at(row, "chosen_at")), at(row, "begun"), at(row, "done"));
    }

    private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /**
     * The list as it is at one moment, ready before the first byte goes out.
     *
     * @param idle whether only those are taken away who have a place and have not begun to learn
     * @throws Problem as {@link Exports#begin} says
     */
    @Transactional
    public ExportFiles.Ready take(Actor actor, OfferingId id, boolean idle, ListFile as, Export.Why why, Locale locale) throws IOException {
        patience.extend();
        var kept = keep.kept(actor, id);
        var what = new Export.Of("offering", "offering:" + id, keep.term(actor, kept.term()).ownerPath(), Map.of("title", kept.title()));
        var headings = List.of("name", "unit", "state", "position", "chosen", "begun", "done").stream().map(it -> texts.get("offering.taker." + it, locale)).toList();
        return files.begin(actor, what, why, new ExportFiles.Shape(as, texts.get("offering.takers", locale), headings, locale),
            rows -> write(ask(access.scope(actor, Task.MANAGE_PROGRAMS), kept, idle, 0, Exports.MOST + 1), locale, rows));
    }

    private void write(JdbcClient.StatementSpec asked, Locale locale, ListFile.Rows rows) {
        asked.withFetchSize(AT_ONCE).query((RowCallbackHandler) row -> {
            try {
                rows.add(cells(taker(row), locale));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private List<@Nullable String> cells(Taker one, Locale locale) {
        var unit = one.unitName();
        return Arrays.asList(one.name() == null ? texts.get("offering.taker.elsewhere", locale) : one.name(), unit == null ? null : unit.in(locale),
            texts.get("offering.state." + one.state(), locale), one.position() == null ? null : one.position().toString(), Dates.minute(one.chosenAt(), locale),
            one.begun() == null ? null : Dates.minute(one.begun(), locale), one.done() == null ? null : Dates.minute(one.done(), locale));
    }
}
