package org.xingtan.application;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Application.State;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Role;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.calendar.Clocks;
import org.xingtan.program.Candidates;

/** Until when something can be done about trainings by application: for a calendar that shows all clocks of a person or a unit side by side. */
@Component
public class ApplicationClocks implements Clocks {

    /** What runs out. */
    public enum Kind { APPLY, SCHOOL, COUNTY, CITY, CORRECT, TRAINING }

    /**
     * One clock.
     *
     * @param title   of the training
     * @param opens   null for a deadline
     * @param href    where it can be done, or looked at; null where there is no page for whoever reads
     * @param part    what tells it from others of its kind at the same place; empty for the only one
     * @param notice  number of the notice of the call; null without one
     * @param setting which one of those that were set it is
     */
    public record Deadline(ProgramId program, String title, Kind kind, @Nullable Instant opens, Instant closes, @Nullable String href, String part, @Nullable String notice,
                           Setting setting) {

        private static Deadline of(Call call, Kind kind, @Nullable Instant opens, Instant closes, @Nullable String href, Setting setting) {
            return new Deadline(call.program(), call.title(), kind, opens, closes, href, "", call.notice(), setting);
        }

        private Deadline part(String part) {
            return new Deadline(program, title, kind, opens, closes, href, part, notice, setting);
        }

        /** The same however often its time is set anew. */
        private String id() {
            return "application:" + program + ":" + kind + ":" + Objects.requireNonNullElse(href, "") + (part.isEmpty() ? "" : ":" + part);
        }
    }

    /** What the clock of a block of days is called, for whoever tells these days in full. @param n of the blocks of the training, from 1 */
    public static String training(ProgramId program, UUID application, int n) {
        return "application:" + program + ":" + Kind.TRAINING + ":" + href(application) + (n == 1 ? "" : ":" + n);
    }

    private static String href(UUID application) {
        return "/applications/" + application;
    }

    /** @param at null where nobody keeps when it was set */
    public record Setting(int version, @Nullable Instant at) {

        /** Of what depends on both: it grows with each of them. */
        private Setting and(Setting other) {
            return new Setting(version + other.version, at == null || other.at != null && other.at.isAfter(at) ? other.at : at);
        }
    }

    /** Of calls, by the program and the kind of clock. */
    private record Settings(Map<String, Setting> all) {

        Setting of(Call call, String kind) {
            return all.getOrDefault(call.program() + kind, new Setting(1, null));
        }

        /** Of the level with which an application lies: what was taken back depends on the next one too. */
        Setting of(Call call, Chain chain) {
            var own = of(call, chain.level().name());
            return !chain.again() || chain.level() == Level.CITY ? own
                : own.and(of(call, chain.level() == Level.SCHOOL && chain.county() != null ? Level.COUNTY.name() : Level.CITY.name()));
        }
    }

    /** Where somebody is appointed. @param reviews whether he decides there about applications, and so opens calls that reach it */
    private record Office(OrganizationId unit, String path, boolean reviews) {}

    private static final String[] REVIEWERS = Arrays.stream(Role.values()).filter(role -> role.allows(Task.REVIEW_APPLICATIONS)).map(Role::name).toArray(String[]::new);

    private final Calls calls;
    private final Applications applications;
    private final Candidates candidates;
    private final Organizations organizations;
    private final JdbcClient db;
    private final java.time.Clock clock;

    ApplicationClocks(Calls calls, Applications applications, Candidates candidates, Organizations organizations, JdbcClient db, java.time.Clock clock) {
        this.calls = calls;
        this.applications = applications;
        this.candidates = candidates;
        this.organizations = organizations;
        this.db = db;
        this.clock = clock;
    }

    @Override
    public List<Clock> of(TeacherId person, Instant since) {
        return clocks(ofPerson(person).stream(), since);
    }

    @Override
    public List<Clock> ofOffices(TeacherId appointed, Instant since) {
        var offices = db.sql("""
                select a.organization_id, a.path::text as path, bool_or(a.role = any (:reviewers)) as reviews
                  from directory.appointment_card a
                 where a.teacher_id = :person
                 group by a.organization_id, a.path
                 order by 1
                """)
            .param("person", appointed.value()).param("reviewers", REVIEWERS)
            .query((row, _) -> new Office(new OrganizationId(row.getObject(1, UUID.class)), row.getString("path"), row.getBoolean("reviews"))).list();
        var own = candidates.of(appointed).organizationPath();
        return clocks(offices.stream().flatMap(office -> ofUnit(office.path, call -> page(call, offices, own)).stream()).distinct(), since);
    }

    /** Of a call, for somebody with these offices: in the console for who decides about it, else where those apply for whom it is, if he is one. */
    private static Page page(Call call, List<Office> offices, @Nullable String own) {
        if (offices.stream().anyMatch(it -> it.reviews && (call.isAbove(it.path) || call.isBelow(it.path)))) {
            return Page.inConsole(call);
        }
        var href = call.isOfferedTo(own) ? "/applications/programs/" + call.program() : null;
        return new Page(href, href);
    }

    /** Where a call is looked at, and what lies with a level of it. */
    private record Page(@Nullable String call, @Nullable String queue) {

        static Page inConsole(Call call) {
            var href = "/console/applications/calls/" + call.program();
            return new Page(href, href + "/queue");
        }
    }

    private static List<Clock> clocks(Stream<Deadline> deadlines, Instant since) {
        return deadlines.filter(it -> !it.closes.isBefore(since)).map(it -> new Clock(it.id(), name(it.kind), new Localized(it.title, null),
            it.opens == null ? it.closes : it.opens, it.closes, it.href, it.notice, it.setting.version, it.setting.at)).toList();
    }

    private static String name(Kind kind) {
        return switch (kind) {
            case APPLY -> "platform.window.APPLY";
            case SCHOOL -> "application.clock.SCHOOL";
            case COUNTY -> "application.clock.COUNTY";
            case CITY -> "application.clock.CITY";
            case CORRECT -> "application.clock.CORRECT";
            case TRAINING -> "application.clock.TRAINING";
        };
    }

    /** Of a person: when he can apply, how his applications go on, and on which days he has to be there; by their ends. */
    public List<Deadline> ofPerson(TeacherId teacher) {
        var own = applications.of(teacher, clock.instant()).stream().filter(it -> it.application().state() != State.WITHDRAWN).toList();
        var open = calls.offeredTo(candidates.of(teacher).organizationPath()).stream().filter(call -> !call.isListed())
            .filter(call -> own.stream().noneMatch(it -> it.application().program().equals(call.program()))).toList();
        var settings = settings(Stream.concat(open.stream().map(Call::program), own.stream().map(it -> it.application().program())).toList());
        var all = new ArrayList<Deadline>();
        open.forEach(call -> all.add(applying(call, "/applications/programs/" + call.program(), settings)));
        own.forEach(chain -> all.addAll(ofApplication(calls.current(chain.application().program()), chain, settings)));
        return sorted(all);
    }

    private static Deadline applying(Call call, @Nullable String href, Settings settings) {
        return Deadline.of(call, Kind.APPLY, call.applying().opens(), call.applying().closes(), href, settings.of(call, Kind.APPLY.name()));
    }

    private static List<Deadline> ofApplication(Call call, Chain chain, Settings settings) {
        var href = href(chain.application().id());
        if (chain.application().state() == State.ADMITTED) {
            return training(call, href, settings.of(call, Kind.TRAINING.name()));
        }
        if (!chain.application().isOpen() || call.isListed() || chain.closes() == null) {
            return List.of();
        }
        var setting = settings.of(call, chain);
        return List.of(chain.application().state() == State.SUBMITTED ? Deadline.of(call, kind(chain.level()), null, chain.closes(), href, setting)
            : Deadline.of(call, Kind.CORRECT, null, chain.closes(), href, setting).part(chain.level().name()));
    }

    /** One for each block of days: the first is the first, also when its days are moved. */
    private static List<Deadline> training(Call call, String href, Setting setting) {
        var days = call.terms().training().days();
        return IntStream.range(0, days.size()).mapToObj(i -> {
            var window = Window.ofDays(Window.Kind.LEARN, days.get(i).first(), days.get(i).last());
            return Deadline.of(call, Kind.TRAINING, window.opens(), window.closes(), href, setting).part(i == 0 ? "" : String.valueOf(i + 1));
        }).toList();
    }

    /** Of a unit, for who decides there: when its people can apply, and until when each level above them decides; by their ends. */
    public List<Deadline> ofUnit(OrganizationId unit) {
        return ofUnit(organizations.find(unit).map(it -> it.path()).orElse(null), Page::inConsole);
    }

    private List<Deadline> ofUnit(@Nullable String path, Function<Call, Page> pages) {
        var open = calls.offeredTo(path).stream().filter(call -> !call.isListed()).toList();
        var settings = settings(open.stream().map(Call::program).toList());
        var all = new ArrayList<Deadline>();
        open.forEach(call -> {
            var page = pages.apply(call);
            all.add(applying(call, page.call, settings));
            for (var level : Level.values()) {
                all.add(Deadline.of(call, kind(level), null, call.deadline(level), page.queue, settings.of(call, level.name())));
            }
        });
        return sorted(all);
    }

    private Settings settings(List<ProgramId> programs) {
        var all = new HashMap<String, Setting>();
        db.sql("""
                select d.program_id, d.kind, d.version, d.set_at from application.clock_card d where d.program_id = any (:programs)
                 union all
                select c.program_id, 'TRAINING', c.training_version, c.training_set_at from application.call c where c.program_id = any (:programs)
                """)
            .param("programs", programs.stream().map(ProgramId::value).toArray(UUID[]::new))
            .query(row -> {
                var at = row.getObject("set_at", OffsetDateTime.class);
                all.put(row.getObject("program_id", UUID.class) + row.getString("kind"), new Setting(row.getInt("version"), at == null ? null : at.toInstant()));
            });
        return new Settings(all);
    }

    private static Kind kind(Level level) {
        return switch (level) {
            case SCHOOL -> Kind.SCHOOL;
            case COUNTY -> Kind.COUNTY;
            case CITY -> Kind.CITY;
        };
    }

    private static List<Deadline> sorted(List<Deadline> all) {
        return all.stream().sorted(Comparator.comparing(Deadline::closes).thenComparing(Deadline::kind).thenComparing(it -> it.program().value())).toList();
    }
}
