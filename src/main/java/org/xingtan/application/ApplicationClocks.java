package org.xingtan.application;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Application.State;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
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
     * @param title of the training
     * @param opens null for a deadline
     * @param href  where it can be done, or looked at
     */
    public record Deadline(ProgramId program, String title, Kind kind, @Nullable Instant opens, Instant closes, String href) {}

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
        var units = db.sql("select a.organization_id from directory.appointment_card a where a.teacher_id = :person order by 1")
            .param("person", appointed.value()).query(UUID.class).list();
        return clocks(units.stream().flatMap(unit -> ofUnit(new OrganizationId(unit)).stream()).distinct(), since);
    }

    private static List<Clock> clocks(Stream<Deadline> deadlines, Instant since) {
        return deadlines.filter(it -> !it.closes.isBefore(since)).map(it -> new Clock("application:" + it.program + ":" + it.kind + ":" + it.href, name(it.kind),
            new Localized(it.title, null), it.opens == null ? it.closes : it.opens, it.closes, it.href, null, 1, null)).toList();
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
        var now = clock.instant();
        var all = new ArrayList<Deadline>();
        var own = applications.of(teacher, now).stream().filter(it -> it.application().state() != State.WITHDRAWN).toList();
        calls.offeredTo(candidates.of(teacher).organizationPath()).stream().filter(call -> !call.isListed())
            .filter(call -> own.stream().noneMatch(it -> it.application().program().equals(call.program())))
            .forEach(call -> all.add(new Deadline(call.program(), call.title(), Kind.APPLY, call.applying().opens(), call.applying().closes(),
                "/applications/programs/" + call.program())));
        own.forEach(chain -> all.addAll(ofApplication(calls.current(chain.application().program()), chain)));
        return sorted(all);
    }

    private static List<Deadline> ofApplication(Call call, Chain chain) {
        var href = "/applications/" + chain.application().id();
        return switch (chain.application().state()) {
            case SUBMITTED, RETURNED -> call.isListed() || chain.closes() == null ? List.of()
                : List.of(new Deadline(call.program(), call.title(), chain.application().state() == State.SUBMITTED ? kind(chain.level()) : Kind.CORRECT, null, chain.closes(), href));
            case ADMITTED -> call.terms().training().days().stream().map(days -> {
                var window = Window.ofDays(Window.Kind.LEARN, days.first(), days.last());
                return new Deadline(call.program(), call.title(), Kind.TRAINING, window.opens(), window.closes(), href);
            }).toList();
            default -> List.of();
        };
    }

    /** Of a unit: when its people can apply, and until when each level above them decides; by their ends. */
    public List<Deadline> ofUnit(OrganizationId unit) {
        var path = organizations.find(unit).map(it -> it.path()).orElse(null);
        var all = new ArrayList<Deadline>();
        calls.offeredTo(path).stream().filter(call -> !call.isListed()).forEach(call -> {
            all.add(new Deadline(call.program(), call.title(), Kind.APPLY, call.applying().opens(), call.applying().closes(), "/console/applications/calls/" + call.program()));
            for (var level : Level.values()) {
                all.add(new Deadline(call.program(), call.title(), kind(level), null, call.deadline(level), "/console/applications/calls/" + call.program() + "/queue"));
            }
        });
        return sorted(all);
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
