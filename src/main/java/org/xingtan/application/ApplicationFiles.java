package org.xingtan.application;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.application.Application.State;
import org.xingtan.application.Application.Step;
import org.xingtan.directory.Organizations;
import org.xingtan.document.DocumentCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/** Puts together what there is about an application. Who may see it is decided before. */
@Component
public class ApplicationFiles {

    /** An act, and which unit it was done for; null for what the person did. */
    public record Line(Step step, @Nullable Localized place) {}

    /** Everything about one application. @param turn his place in the reserve as it is now, 1 for the next; null for who is not in it */
    public record View(Chain chain, Call call, List<Chain.StepView> steps, List<Line> history, List<DocumentCard> attachments, @Nullable Integer turn, Instant now) {

        public Application one() {
            return chain.application();
        }

        /** Whether the person can correct it now. */
        public boolean isCorrectable() {
            return one().state() == State.RETURNED && !call.isListed() && !chain.isOver(call, now);
        }

        /** Whether it is decided and not published yet: until then it may still be taken back. */
        public boolean isProposed() {
            return !call.isListed() && (one().state() == State.ADMITTED || one().state() == State.RESERVE);
        }

        /** Whether it waits for somebody who can still decide. */
        public boolean isWaiting() {
            return one().state() == State.SUBMITTED && !call.isListed() && !chain.isOver(call, now);
        }

        /** Whether the person can take it back, or give up. */
        public boolean isWithdrawable() {
            return one().isOpen() || one().state() == State.ADMITTED && !isBegun() || one().state() == State.RESERVE;
        }

        /** By which a school or a district has rejected it; null where none has, or that is undone. */
        public @Nullable UUID rejection() {
            return steps.stream().anyMatch(it -> it.state() == Chain.StepState.REJECTED && it.level() != Application.Level.CITY) && !call.isListed()
                ? history.stream().map(Line::step).filter(it -> it.act() == Application.Act.REJECTED).reduce((_, later) -> later).map(Application.Step::id).orElse(null) : null;
        }

        /** That he was said not to have come; null when that was never said. */
        public @Nullable Step absence() {
            return history.stream().map(Line::step).filter(it -> it.act() == Application.Act.ABSENT).findFirst().orElse(null);
        }

        /** Whether giving up is for whoever called to say, who knows who has come. */
        public boolean isBegun() {
            return call.isBegunFor(one().state(), now);
        }
    }

    private final JdbcClient db;
    private final Calls calls;
    private final Applications applications;
    private final Attachments attachments;
    private final Organizations organizations;
    private final Clock clock;

    ApplicationFiles(JdbcClient db, Calls calls, Applications applications, Attachments attachments, Organizations organizations, Clock clock) {
        this.db = db;
        this.calls = calls;
        this.applications = applications;
        this.attachments = attachments;
        this.organizations = organizations;
        this.clock = clock;
    }

    /** What was decided against somebody. @param step by which act of its history @param unit for which it was decided @param stands whether it still is so, and can be put right */
    public record Against(UUID step, UUID application, ProgramId program, String title, OrganizationId unit, TeacherId by, String reason, Instant at, boolean stands) {}

    /** What schools and districts have rejected, the newest first. */
    public List<Against> rejected(TeacherId teacher) {
        return against(teacher, Application.Act.REJECTED);
    }

    /** Where he is said not to have come without a reason, the newest first. */
    public List<Against> absences(TeacherId teacher) {
        return against(teacher, Application.Act.ABSENT);
    }

    /** What schools and districts have rejected of somebody's, or that he was absent, the newest first. */
    private List<Against> against(TeacherId teacher, Application.Act act) {
        return db.sql("""
                select s.id, s.application_id, a.program_id, p.title, s.organization_id, s.by, s.reason, s.at,
                       case s.act when 'ABSENT' then a.state = 'ABSENT' else r.stands and c.listed_at is null and c.cancelled_at is null end as stands
                  from application.step s
                  join application.application a on a.teacher_id = s.teacher_id and a.id = s.application_id
                  join application.call c on c.program_id = a.program_id
                  join program.program_card p on p.id = a.program_id
                  left join application.rejection_card r on r.teacher_id = s.teacher_id and r.application_id = s.application_id and r.id = s.id
                 where s.teacher_id = :teacher and s.act = :act and (s.act = 'ABSENT' or r.id is not null)
                 order by s.at desc, s.id desc
                """)
            .param("teacher", teacher.value()).param("act", act.name())
            .query((row, _) -> new Against(row.getObject("id", UUID.class), row.getObject("application_id", UUID.class),
                new ProgramId(row.getObject("program_id", UUID.class)), row.getString("title"), new OrganizationId(row.getObject("organization_id", UUID.class)),
                new TeacherId(row.getObject("by", UUID.class)), row.getString("reason"), row.getObject("at", OffsetDateTime.class).toInstant(), row.getBoolean("stands"))).list();
    }

    /** Why nothing can come of it any more that a rejection is put aside. */
    public enum Ended { LISTED, CANCELLED }

    /** Empty as long as something can, or where it does not stand any more. */
    public Optional<Ended> ended(TeacherId teacher, UUID rejection) {
        var chain = applications.chain(teacher, applications.stepOf(rejection).application(), clock.instant());
        var last = Chain.last(applications.history(teacher, chain.application().id()));
        if (chain.application().state() != State.REJECTED || last == null || !last.id().equals(rejection)) {
            return Optional.empty();
        }
        var call = calls.current(chain.application().program());
        return call.cancelled() != null ? Optional.of(Ended.CANCELLED) : call.isListed() ? Optional.of(Ended.LISTED) : Optional.empty();
    }

    /** Whoever takes appeals against such an absence, and against rejections. */
    public interface Appeals {

        /** How many about a training, against rejections that stand. @param waiting for a decision @param further that were rejected once, and may still be brought before the second level */
        record Open(int waiting, int further) {

            public static final Open NONE = new Open(0, 0);
        }

        Open open(ProgramId program);

        /** The one that somebody has filed, unless he has withdrawn it. */
        Optional<UUID> filed(TeacherId teacher, UUID application);

        /** Whether he may file one now. */
        boolean mayFile(TeacherId teacher, UUID application);
    }

    /** @throws org.xingtan.platform.NotFound when there is none of that person */
    View of(TeacherId teacher, UUID id) {
        return of(applications.chain(teacher, id, clock.instant()));
    }

    View of(Chain chain) {
        var one = chain.application();
        var call = calls.current(one.program());
        var history = applications.history(one.teacher(), one.id());
        var lines = history.stream().map(step -> new Line(step, step.organization() == null ? null
            : organizations.find(step.organization()).map(it -> new Localized(it.name(), it.nameEn())).orElse(null))).toList();
        return new View(chain, call, chain.steps(call, history), lines, attachments.of(one.teacher(), one.id()), applications.place(one),
            clock.instant());
    }

    /** All of a person, the newest first. */
    List<View> of(TeacherId teacher) {
        return applications.of(teacher, clock.instant()).stream().map(this::of).toList();
    }
}
