package org.xingtan.selection;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.directory.Role;
import org.xingtan.enrollment.Whereabouts;
import org.xingtan.platform.Duties.Duty;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.calendar.Clocks;

/**
 * The terms in which somebody can choose courses now, as something to do: every start page asks, and nothing is read for it. And all their
 * windows, and the meetings of chosen courses, for calendars and for whoever asks where somebody was.
 */
@Component
public class ChoosingTerms implements Clocks, Whereabouts {

    private static final String WINDOWS = """
        select t.id, t.code, t.title, t.title_en, t.notice, w.kind, w.opens_at, w.closes_at, w.version, w.set_at,
               exists (select from directory.appointment_card k where k.teacher_id = :person and k.path @> o.path and k.role = any (:keepers)) as kept
          from selection.term t
          join directory.organization_card o on o.id = t.owner_id
          join selection.window_card w on w.term_id = t.id
         where t.published_at is not null and w.closes_at >= :since
           and o.path @> any (array(%s))
         order by w.closes_at, t.id, w.kind
         limit 500
        """;

    /** Each hour at which he has to be there counts for itself; what he has chosen stays as it was then. */
    private static final String MEETINGS = """
        select s.id, s.offering_id, m.n, lower(m.at) as begins, upper(m.at) as ends, coalesce(o.title, p.title) as title, t.notice,
               coalesce(s.promoted_at, s.chosen_at) as changed_at
          from selection.selection s
          join selection.offering o on o.offering_id = s.offering_id
          join selection.term t on t.id = s.term_id
          join program.program_card p on p.id = s.program_id
         cross join lateral unnest(s.meets) with ordinality as m (at, n)
         where s.teacher_id = :person and s.state = 'SELECTED' and upper(m.at) >= :since
         order by begins, s.id
         limit 500
        """;

    /** Each day of them with its hours: what somebody has chosen in other years is not laid out. */
    private static final String MET = """
        select t.teacher_id, 'selection:' || t.offering_id as cause, t.title, d.day::date as first, d.day::date as last,
               case when d.day::date = t.begins::date then t.begins::time else time '00:00' end as begins,
               case when d.day::date = t.ends::date then t.ends::time else time '23:59' end as ends, '/selection/offerings/' || t.offering_id as href
          from (select s.teacher_id, s.offering_id, coalesce(o.title, p.title) as title, lower(m.at) at time zone 'Asia/Shanghai' as begins,
                       upper(m.at) at time zone 'Asia/Shanghai' as ends
                  from selection.selection s
                  join selection.offering o on o.offering_id = s.offering_id
                  join program.program_card p on p.id = s.program_id
                 cross join lateral unnest(s.meets) as m (at)
                 where s.teacher_id = any (:people) and s.state = 'SELECTED' and s.meets <> '{}'
                   and s.meets && tstzmultirange(tstzrange(cast(:from as date)::timestamp at time zone 'Asia/Shanghai',
                                                           (greatest(cast(:from as date), cast(:to as date)) + 1)::timestamp at time zone 'Asia/Shanghai'))) t
         cross join lateral generate_series(greatest(t.begins::date, cast(:from as date))::timestamp, least((t.ends - interval '1 second')::date, cast(:to as date))::timestamp,
                                            interval '1 day') d (day)
         order by t.teacher_id, d.day, t.begins, t.offering_id
        """;

    private static final String[] KEEPERS = Arrays.stream(Role.values()).filter(role -> role.allows(Task.MANAGE_PROGRAMS)).map(Role::name).toArray(String[]::new);

    private final Terms terms;
    private final JdbcClient db;

    ChoosingTerms(Terms terms, JdbcClient db) {
        this.terms = terms;
        this.db = db;
    }

    @Override
    public List<Clock> of(TeacherId person, Instant since) {
        return Stream.concat(clocks("select p.organization_path from directory.person_card p where p.teacher_id = :person", person, since, false).stream(),
            meetings(person, since).stream()).toList();
    }

    /** What the clock of a meeting is called, for whoever tells it in full. @param n of the meetings of what was chosen, from 1 */
    public static String meeting(UUID selection, int n) {
        return "selection:" + selection + ":MEETING:" + n;
    }

    /** Of the courses in which he has a place. */
    private List<Clock> meetings(TeacherId person, Instant since) {
        return db.sql(MEETINGS).param("since", since.atOffset(ZoneOffset.UTC)).param("person", person.value())
            .query((row, _) -> new Clock(meeting(row.getObject("id", UUID.class), row.getInt("n")), "selection.clock.meeting",
                new Localized(row.getString("title"), null), row.getObject("begins", OffsetDateTime.class).toInstant(),
                row.getObject("ends", OffsetDateTime.class).toInstant(), "/selection/offerings/" + row.getObject("offering_id", UUID.class), row.getString("notice"), 1,
                row.getObject("changed_at", OffsetDateTime.class).toInstant())).list();
    }

    @Override
    public String kind() {
        return "selection";
    }

    @Override
    public Optional<String> statement() {
        return Optional.of(MET);
    }

    @Override
    public Map<TeacherId, List<At>> between(Collection<TeacherId> people, LocalDate from, LocalDate to) {
        return Whereabouts.ask(db, MET, people, from, to);
    }

    /** Whoever does not keep the term is led to where its courses are chosen. */
    @Override
    public List<Clock> ofOffices(TeacherId appointed, Instant since) {
        return clocks("select a.path from directory.appointment_card a where a.teacher_id = :person", appointed, since, true);
    }

    private List<Clock> clocks(String paths, TeacherId person, Instant since, boolean inOffice) {
        return db.sql(WINDOWS.formatted(paths)).param("since", since.atOffset(ZoneOffset.UTC)).param("person", person.value()).param("keepers", KEEPERS)
            .query((row, _) -> {
                var id = row.getObject("id", UUID.class);
                return new Clock("selection:" + id + ":" + row.getString("kind"), "platform.window." + row.getString("kind"),
                    new Localized(row.getString("title"), row.getString("title_en")), row.getObject("opens_at", OffsetDateTime.class).toInstant(),
                    row.getObject("closes_at", OffsetDateTime.class).toInstant(),
                    (inOffice && row.getBoolean("kept") ? "/console/selection/terms/" : "/selection/terms/") + id, row.getString("notice"), row.getInt("version"),
                    row.getObject("set_at", OffsetDateTime.class).toInstant());
            }).list();
    }

    /** @param path where the person's unit lies in the tree; null for none */
    public List<Duty> of(@Nullable String path, Instant now) {
        return terms.all().values().stream().filter(term -> term.isOfferedTo(path)).flatMap(term -> term.choosing().stream()
            .filter(window -> window.contains(now)).map(window -> duty(term, window))).toList();
    }

    private static Duty duty(Term term, Window window) {
        return new Duty("selection.duty", List.of(term.title(), term.code()), "selection.duty.about", "book", window.closes(), "/selection/terms/" + term.id());
    }
}
