package org.xingtan.selection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Pipeline;
import org.xingtan.platform.persistence.ValueRows;

/**
 * Choices and places in the database, always many at a time: a choice belongs to its person, the place to the offering, and both say
 * the same.
 */
@Repository
class Choices {

    private static final String COLUMNS = """
        select s.teacher_id, s.id, s.offering_id, s.term_id, s.program_id, s.state, s.slot, s.meets::text as meets, s.chosen_at, %s as turn,
               p.teacher_id is not null as taking,
               p.started_at is not null or exists (select from quiz.attempt_card a where a.teacher_id = s.teacher_id and a.program_id = s.program_id) as started
        """;
    private static final String LIVE = COLUMNS.formatted("0::bigint") + """
          from selection.selection s
          left join enrollment.participation_card p on p.teacher_id = s.teacher_id and p.program_id = s.program_id
         where s.teacher_id = any (?) and s.state <> 'DROPPED'
         order by s.teacher_id, s.id
        """;

    private static final String WAITING = COLUMNS.formatted("next.turn") + """
          from (values %s) asked (offering_id, n)
         cross join lateral (select w.teacher_id, w.turn from selection.place w
                              where w.offering_id = asked.offering_id and w.state = 'WAITING' order by w.turn limit asked.n) next
          join selection.selection s on s.teacher_id = next.teacher_id and s.offering_id = asked.offering_id and s.state = 'WAITING'
          left join enrollment.participation_card p on p.teacher_id = s.teacher_id and p.program_id = s.program_id
         order by next.turn
        """;

    private static final ValueRows POSITIONS = new ValueRows("""
        select v.id, (select count(*) from selection.place other
                       where other.offering_id = mine.offering_id and other.state = 'WAITING' and other.turn <= mine.turn)
          from (values %s) v (id, offering_id, teacher_id)
          join selection.place mine on mine.offering_id = v.offering_id and mine.teacher_id = v.teacher_id and mine.state = 'WAITING'
        """, "uuid", "uuid", "uuid");

    /** Both sides in one statement: the places of those choices that could be written. */
    private static final ValueRows INSERT = new ValueRows("""
        with asked as materialized (
            select * from (values %s) v (teacher_id, id, offering_id, term_id, program_id, state, slot, most, meets, chosen_at, turn)
             where v.teacher_id is not null),
        made as (
            insert into selection.selection (teacher_id, id, offering_id, term_id, program_id, state, slot, most, meets, chosen_at)
            select teacher_id, id, offering_id, term_id, program_id, state, slot, most, meets, chosen_at from asked
            on conflict do nothing
            returning teacher_id, id)
        insert into selection.place (offering_id, teacher_id, state, turn)
        select a.offering_id, a.teacher_id, a.state, a.turn from asked a join made m on m.id = a.id
        """, "uuid", "uuid", "uuid", "uuid", "uuid", "text", "int", "int", "tstzmultirange", "timestamptz", "bigint");

    private static final ValueRows DROP = new ValueRows("""
        update selection.selection s
           set state = 'DROPPED', dropped_at = v.at
          from (values %s) v (teacher_id, id, at)
         where s.teacher_id = v.teacher_id and s.id = v.id and s.state <> 'DROPPED'
        """, "uuid", "uuid", "timestamptz");

    private static final ValueRows DELETE_PLACES = new ValueRows("""
        delete from selection.place p
         using (values %s) v (offering_id, teacher_id)
         where p.offering_id = v.offering_id and p.teacher_id = v.teacher_id
        """, "uuid", "uuid");

    private static final ValueRows PROMOTE = new ValueRows("""
        update selection.selection s
           set state = 'SELECTED', promoted_at = v.at
          from (values %s) v (teacher_id, id, at)
         where s.teacher_id = v.teacher_id and s.id = v.id and s.state = 'WAITING'
        """, "uuid", "uuid", "timestamptz");

    private static final ValueRows PROMOTE_PLACES = new ValueRows("""
        update selection.place p
           set state = 'SELECTED'
          from (values %s) v (offering_id, teacher_id)
         where p.offering_id = v.offering_id and p.teacher_id = v.teacher_id and p.state = 'WAITING'
        """, "uuid", "uuid");

    /** As many as a sentence can name. */
    private static final int NAMES = 20;

    private final JdbcClient db;
    private final Refusals refusals;

    Choices(JdbcClient db, Refusals refusals) {
        this.db = db;
        this.refusals = refusals;
    }

    /** What these people hold and wait for, in all terms. */
    Supplier<List<Choice>> live(Collection<TeacherId> teachers, Pipeline with) {
        return with.ask(LIVE, Collections.singletonList(TeacherId.array(teachers)), rows -> {
            var choices = new ArrayList<Choice>();
            while (rows.next()) {
                choices.add(choice(rows));
            }
            return choices;
        });
    }

    /** The same, by itself. */
    List<Choice> live(Collection<TeacherId> teachers) {
        return db.sql(LIVE).param(TeacherId.array(teachers)).query((row, _) -> choice(row)).list();
    }

    /** In which of these offerings they once had a place, or waited, and have nothing any more. */
    Map<TeacherId, Set<OfferingId>> dropped(Collection<TeacherId> teachers, Collection<OfferingId> offerings) {
        var found = new HashMap<TeacherId, Set<OfferingId>>();
        db.sql("select distinct teacher_id, offering_id from selection.selection where teacher_id = any (?) and offering_id = any (?) and state = 'DROPPED'")
            .params(TeacherId.array(teachers), offerings.stream().map(OfferingId::value).toArray(UUID[]::new))
            .query(row -> {
                found.computeIfAbsent(new TeacherId(row.getObject(1, UUID.class)), _ -> new HashSet<>()).add(new OfferingId(row.getObject(2, UUID.class)));
            });
        return found;
    }

    /** Who comes next: so many of each offering. */
    List<Choice> waiting(Collection<OfferingId> asked, int n) {
        var values = new ArrayList<Object>();
        asked.forEach(offering -> {
            values.add(offering.value());
            values.add(n);
        });
        return db.sql(WAITING.formatted(String.join(", ", java.util.Collections.nCopies(asked.size(), "(?::uuid, ?::int)")))).params(values)
            .query((row, _) -> choice(row)).list();
    }

    /** Where these stand among those who wait, from 1; who has a place by now is left out. */
    Map<UUID, Integer> positions(List<Choice> choices) {
        var found = new HashMap<UUID, Integer>();
        for (var start = 0; start < choices.size(); start += ValueRows.MOST) {
            var part = choices.subList(start, Math.min(choices.size(), start + ValueRows.MOST));
            db.sql(POSITIONS.statement(part.size()))
                .params(POSITIONS.parameters(part.stream().map(it -> List.<Object>of(it.id(), it.offering().value(), it.teacher().value())).toList()))
                .query(row -> {
                    found.put(row.getObject(1, UUID.class), row.getInt(2));
                });
        }
        return found;
    }

    /** The names of those who were the last to get a place there: who would be without one if there were fewer. */
    List<String> latest(OfferingId offering, int n) {
        return names("and p.state = 'SELECTED' order by p.turn desc", offering, Math.min(n, NAMES));
    }

    /** The names of some who have a place there or wait for one, in their turn. */
    List<String> names(OfferingId offering) {
        return names("order by p.turn", offering, NAMES);
    }

    /** Whoever works for another authority by now is counted and not named. */
    private List<String> names(String which, OfferingId offering, int n) {
        return db.sql("""
                -- all teachers: of one offering
                select k.name
                  from selection.place p
                  join selection.offering f on f.offering_id = p.offering_id
                  join selection.term t on t.id = f.term_id
                  join directory.organization_card u on u.id = t.owner_id
                  left join directory.person_card k on k.teacher_id = p.teacher_id and k.organization_path <@ u.path
                 where p.offering_id = :offering %s
                 limit :n
                """.formatted(which))
            .param("offering", offering.value()).param("n", n).query((row, _) -> Optional.ofNullable(row.getString(1))).list().stream().flatMap(Optional::stream).toList();
    }

    /** @return how many of them could be written: somebody else may have given one of the people something meanwhile */
    Supplier<Integer> add(List<Choice> choices, Map<TermId, Term> terms, Instant at, Pipeline with) {
        forget(choices);
        var sorted = choices.stream().sorted(Comparator.comparing((Choice it) -> it.teacher().value()).thenComparing(Choice::id)).toList();
        var rows = sorted.stream().map(it -> List.<Object>of(it.teacher().value(), it.id(), it.offering().value(), it.term().value(), it.program().value(),
            it.state().name(), it.slot(), terms.get(it.term()).most(), it.meetings().toString(), at.atOffset(ZoneOffset.UTC), it.turn())).toList();
        return INSERT.change(rows, rows.size(), with);
    }

    /** @return whether all of them were still as they had been read */
    boolean drop(List<Choice> choices, Instant at) {
        forget(choices);
        return write(DROP, ids(choices, at)) == choices.size() && write(DELETE_PLACES, places(choices)) == choices.size();
    }

    /** @return whether all of them were still as they had been read */
    boolean promote(List<Choice> choices, Instant at) {
        forget(choices);
        return write(PROMOTE, ids(choices, at)) == choices.size() && write(PROMOTE_PLACES, places(choices)) == choices.size();
    }

    /** What they were told before rested on what they had. */
    private void forget(List<Choice> changed) {
        refusals.forget(changed.stream().map(Choice::teacher).collect(Collectors.toSet()));
    }

    private static List<List<Object>> ids(List<Choice> choices, Instant at) {
        return choices.stream().sorted(Comparator.comparing(it -> it.teacher().value()))
            .map(it -> List.<Object>of(it.teacher().value(), it.id(), at.atOffset(ZoneOffset.UTC))).toList();
    }

    private static List<List<Object>> places(List<Choice> choices) {
        return choices.stream().map(it -> List.<Object>of(it.offering().value(), it.teacher().value())).toList();
    }

    private int write(ValueRows statement, List<List<Object>> rows) {
        var written = 0;
        for (var start = 0; start < rows.size(); start += ValueRows.MOST) {
            var part = rows.subList(start, Math.min(rows.size(), start + ValueRows.MOST));
            written += db.sql(statement.statement(part.size())).params(statement.parameters(part)).update();
        }
        return written;
    }

    private static Choice choice(ResultSet row) throws SQLException {
        return new Choice(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getObject("id", UUID.class),
            new OfferingId(row.getObject("offering_id", UUID.class)), new TermId(row.getObject("term_id", UUID.class)),
            new ProgramId(row.getObject("program_id", UUID.class)), Choice.State.valueOf(row.getString("state")), row.getInt("slot"),
            Meetings.parse(row.getString("meets")), row.getLong("turn"),
            row.getObject("chosen_at", OffsetDateTime.class).toInstant(), row.getBoolean("taking"), row.getBoolean("started"));
    }
}
