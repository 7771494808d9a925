package org.xingtan.offering;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.Export;
import org.xingtan.audit.Exports;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.ListFile;
import org.xingtan.selection.OfferingId;

/** Who has a place in an offering and who waits for one, for whoever keeps the term: first those with a place, then those who wait, each in their turn. */
@Repository
public class Takers {

    /**
     * Somebody who has chosen it.
     *
     * @param teacher  null for who works in a unit of somebody else by now
     * @param name     null for the same
     * @param position among those who wait, from 1; null for who has a place
     */
    public record Taker(@Nullable TeacherId teacher, @Nullable String name, @Nullable UUID unit, @Nullable Localized unitName, String state, @Nullable Integer position, long turn,
                        Instant chosenAt) {

        String key() {
            return state + ":" + turn;
        }
    }

    /** Of those who wait, and of those outside the scope nothing but that they are there. */
    private static final String SELECT = """
        -- all teachers: of one offering
        select p.state, p.turn, s.chosen_at,
               case when p.state = 'WAITING' then (select count(*) from selection.place_card w
                                                    where w.offering_id = p.offering_id and w.state = 'WAITING' and w.turn <= p.turn) end as position,
               k.teacher_id, k.name, k.organization_id, o.name as unit_name, o.name_en as unit_name_en
          from selection.place_card p
          join selection.selection_card s on s.teacher_id = p.teacher_id and s.offering_id = p.offering_id and s.state <> 'DROPPED'
          left join lateral (select t.teacher_id, t.name, c.organization_id
                               from directory.person_card c
                               join directory.teacher_card t on t.teacher_id = c.teacher_id
                              where c.teacher_id = p.teacher_id and c.organization_path <@ any (cast(:scope as public.ltree[]))) k on true
          left join directory.organization_card o on o.id = k.organization_id
         where p.offering_id = :offering
           and (cast(:state as text) is null or (p.state, p.turn) > (:state, :turn))
         order by p.state, p.turn
         limit :limit
        """;

    private final JdbcClient db;
    private final Access access;
    private final KeepOfferings keep;
    private final Exports exports;
    private final Texts texts;

    Takers(JdbcClient db, Access access, KeepOfferings keep, Exports exports, Texts texts) {
        this.db = db;
        this.access = access;
        this.keep = keep;
        this.exports = exports;
        this.texts = texts;
    }

    /** @throws org.xingtan.platform.NotFound when it is not in a term of the actor's @param after the cursor of the page before */
    Page<Taker> page(Actor actor, OfferingId id, @Nullable String after, int limit) {
        keep.kept(actor, id);
        return Page.of(read(access.scope(actor, Task.MANAGE_PROGRAMS), id, Page.decode(after), limit + 1), limit, Taker::key);
    }

    private List<Taker> read(Scope scope, OfferingId id, @Nullable String after, int limit) {
        if (after != null && !after.matches("(SELECTED|WAITING):[0-9]{1,18}")) {
            throw new Problem(400, "error.cursor");
        }
        var key = after == null ? null : after.split(":");
        return db.sql(SELECT).param("scope", scope.toArray()).param("offering", id.value()).param("state", key == null ? null : key[0])
            .param("turn", key == null ? 0L : Long.parseLong(key[1])).param("limit", limit).query((row, _) -> taker(row)).list();
    }

    private static Taker taker(ResultSet row) throws SQLException {
        var teacher = row.getObject("teacher_id", UUID.class);
        var position = row.getInt("position");
        return new Taker(teacher == null ? null : new TeacherId(teacher), row.getString("name"), row.getObject("organization_id", UUID.class),
            teacher == null ? null : new Localized(row.getString("unit_name"), row.getString("unit_name_en")), row.getString("state"), position == 0 ? null : position,
            row.getLong("turn"), row.getObject("chosen_at", OffsetDateTime.class).toInstant());
    }

    /** @throws Problem as {@link Exports#begin} says */
    @Transactional
    public Export beginExport(Actor actor, OfferingId id, Export.Why why) {
        var kept = keep.kept(actor, id);
        return exports.begin(actor, new Export.Of("offering", "offering:" + id, keep.term(actor, kept.term()).ownerPath(), Map.of("title", kept.title())), kept.chosen(), why);
    }

    /** The list as a workbook or for programs. */
    void export(Export export, OfferingId id, ListFile as, Locale locale, OutputStream out) throws IOException {
        var scope = access.scope(export.actor(), Task.MANAGE_PROGRAMS);
        var headings = List.of("name", "unit", "state", "position", "chosen").stream().map(it -> texts.get("offering.taker." + it, locale)).toList();
        var count = 0L;
        try (var rows = as.open(out, texts.get("offering.takers", locale), headings, exports.mark(export, locale))) {
            for (var part = read(scope, id, null, Page.MAX_LIMIT); !part.isEmpty(); part = read(scope, id, part.getLast().key(), Page.MAX_LIMIT)) {
                for (var one : part) {
                    var unit = one.unitName();
                    rows.add(Arrays.asList(one.name() == null ? texts.get("offering.taker.elsewhere", locale) : one.name(), unit == null ? null : unit.in(locale),
                        texts.get("offering.state." + one.state(), locale), one.position() == null ? null : one.position().toString(), Dates.minute(one.chosenAt(), locale)));
                    count++;
                }
            }
        } finally {
            exports.end(export, count);
        }
    }
}
