package org.xingtan.discussion;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/** Use case: who runs a program opens a topic for the people of a unit, or closes it before its time. Sent twice it is one topic. */
@Component
public class OpenTopic {

    /**
     * What is asked.
     *
     * @param phase null where it belongs to the whole program
     * @param last  still open to its end
     */
    public record Order(UUID id, ProgramId program, @Nullable UUID phase, OrganizationId unit, String title, String text, LocalDate first, LocalDate last) {

        /** As a form sends it. */
        public Order {
            title = Typed.of(title);
            text = Typed.of(text);
        }
    }

    private final DiscussionsInCharge inCharge;
    private final ProgramUnits units;
    private final Topics topics;
    private final AuditTrail audit;
    private final Clock clock;

    OpenTopic(DiscussionsInCharge inCharge, ProgramUnits units, Topics topics, AuditTrail audit, Clock clock) {
        this.inCharge = inCharge;
        this.units = units;
        this.topics = topics;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public void open(Actor actor, Order order) {
        var unit = units.get(order.unit);
        inCharge.requireKeeper(actor, unit.path());
        var program = units.program(order.program);
        Verdict.of(
            Typed.between("discussion.title", order.title, 4, Topic.TITLE),
            Typed.between("discussion.text", order.text, 0, Topic.TEXT),
            Condition.of("discussion.phase", order.phase == null || program.phases().stream().anyMatch(it -> it.id().equals(order.phase))),
            Condition.of("discussion.unit", units.reaches(program, unit)),
            Condition.of("discussion.window", isWindow(order))).orRefuse();
        var window = Window.ofDays(Window.Kind.LEARN, order.first, order.last);
        if (topics.add(order, window.opens(), window.closes(), actor, clock.instant())) {
            audit.record(actor, "discussion.open", "organization:" + unit.id(), unit.path(), null,
                Map.of("title", order.title, "program", program.title(), "from", window.opens().toString(), "to", window.closes().toString()));
        }
    }

    /** Asked again, it changes nothing. */
    @Transactional
    public void close(Actor actor, UUID id) {
        var topic = topics.find(id);
        inCharge.requireKeeper(actor, topic.path());
        if (topics.close(id, actor, clock.instant())) {
            audit.record(actor, "discussion.close", "organization:" + topic.organization(), topic.path(), Map.of("title", topic.title(), "state", "OPEN"),
                Map.of("title", topic.title(), "state", "CLOSED"));
        }
    }

    private static boolean isWindow(Order order) {
        return List.of(order.first, order.last).stream().allMatch(day -> day.getYear() >= 2000 && day.getYear() <= 2999) && !order.last.isBefore(order.first);
    }
}
