package org.xingtan.setup;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** How far a platform has come on its way from the first unit to the first published program. */
@Component
public class FirstSteps {

    /**
     * One step.
     *
     * @param code  its texts are {@code setup.step.<code>…}
     * @param count how much of it there is already
     * @param href  where it is done; null while this installation has no page for it
     */
    public record Step(String code, long count, boolean done, @Nullable String href) {}

    /** All of them in their order; {@code next} is the first that is not done, null when all are. */
    public record Way(List<Step> steps, @Nullable Step next) {

        /** The text of a step's count. */
        public static String countOf(Step step) {
            return "setup.step." + step.code() + (step.code().equals("roster") && step.count() > COUNTED ? ".more" : ".count");
        }

        public boolean isDone() {
            return next == null;
        }
    }

    /** People are counted exactly up to here; of more it is said that there are more. */
    static final int COUNTED = 10_000;

    private record Facts(long units, long administrators, long people, long programs) {}

    private final JdbcClient db;
    private final Access access;
    private final Set<String> areas;

    FirstSteps(JdbcClient db, Access access, List<Area> areas) {
        this.db = db;
        this.access = access;
        this.areas = areas.stream().map(Area::name).collect(Collectors.toSet());
    }

    /** @throws NotFound for somebody who does not run the platform */
    public Way of(Actor actor) {
        if (access.scope(actor, Task.OPERATE).isEmpty()) {
            throw new NotFound("setup");
        }
        var facts = facts();
        var steps = List.of(
            new Step("units", facts.units(), facts.units() > 1, page("units")),
            new Step("appointments", facts.administrators(), facts.administrators() > 0, page("appointments")),
            new Step("roster", facts.people(), facts.people() > 0, page("roster")),
            new Step("program", facts.programs(), facts.programs() > 0, page("programs")));
        return new Way(steps, steps.stream().filter(step -> !step.done()).findFirst().orElse(null));
    }

    private @Nullable String page(String area) {
        return areas.contains(area) ? "/console/" + area : null;
    }

    /** Of people, those who are not appointed to anything: they came by a roster. */
    private Facts facts() {
        return db.sql("""
                -- all teachers: a new platform has few
                select (select count(*) from directory.organization_card) as units,
                       (select count(*) from directory.appointment_card where role = 'TRAINING_ADMINISTRATOR') as administrators,
                       (select count(*) from (select from directory.person_card p
                                               where not exists (select from directory.appointment_card a where a.teacher_id = p.teacher_id)
                                               limit :counted + 1) found) as people,
                       (select count(*) from program.program_card) as programs
                """)
            .param("counted", COUNTED)
            .query(Facts.class).single();
    }
}
