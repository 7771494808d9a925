package org.xingtan.discussion;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.audit.AuditTrail;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Verdict;

/** Use case: a unit announces an activity, puts it right, and writes down what came of it. Sent twice it is done once. */
@Component
public class KeepActivity {

    /** What is said of it. */
    public record Facts(String title, String about, String place, String leader, LocalDate heldOn, String record) {

        /** As a form sends it. */
        public Facts {
            title = Typed.of(title);
            about = Typed.of(about);
            place = Typed.of(place);
            leader = Typed.of(leader);
            record = Typed.of(record);
        }

        static Facts of(Activity activity) {
            return new Facts(activity.title(), activity.about(), activity.place(), activity.leader(), activity.heldOn(), activity.record());
        }

        private Map<String, Object> told(List<String> files) {
            return new LinkedHashMap<>(Map.of("title", title, "text", about, "place", place, "leader", leader, "day", heldOn.toString(), "record", record,
                "files", files));
        }
    }

    private final DiscussionsInCharge inCharge;
    private final ProgramUnits units;
    private final Activities activities;
    private final ActivityFiles files;
    private final AuditTrail audit;
    private final Clock clock;

    KeepActivity(DiscussionsInCharge inCharge, ProgramUnits units, Activities activities, ActivityFiles files, AuditTrail audit, Clock clock) {
        this.inCharge = inCharge;
        this.units = units;
        this.activities = activities;
        this.files = files;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public void open(Actor actor, UUID id, ProgramId programId, OrganizationId unitId, Facts facts) {
        var unit = units.get(unitId);
        inCharge.requireKeeper(actor, unit.path());
        var program = units.program(programId);
        verdict(facts, Condition.of("discussion.unit", units.reaches(program, unit))).orRefuse();
        if (activities.add(id, programId, unitId, facts, actor, clock.instant())) {
            audit.record(actor, "discussion.activity", "organization:" + unitId, unit.path(), null, facts.told(List.of()));
        }
    }

    /**
     * @param version the one that was in front of the writer
     * @throws Problem 409 when it is no longer that one, unless it says the same by now
     */
    @Transactional
    public void change(Actor actor, UUID id, int version, Facts facts, List<MultipartFile> attached) {
        var activity = own(actor, id);
        var before = told(activity);
        files.add(activity, attached);
        if (!Facts.of(activity).equals(facts)) {
            write(activity, version, facts);
        }
        record(actor, activity, before, facts.told(files.names(activity)));
    }

    @Transactional
    public void detach(Actor actor, UUID id, DocumentId document) {
        var activity = own(actor, id);
        var before = told(activity);
        files.remove(activity, document);
        record(actor, activity, before, told(activity));
    }

    private void write(Activity activity, int version, Facts facts) {
        if (activity.version() != version) {
            throw new Problem(409, "error.changed-meanwhile");
        }
        verdict(facts, Condition.of("discussion.attended", activity.attendances() == 0 || facts.heldOn.equals(activity.heldOn()))).orRefuse();
        activities.change(activity, facts);
    }

    private Map<String, Object> told(Activity activity) {
        return Facts.of(activity).told(files.names(activity));
    }

    private void record(Actor actor, Activity activity, Map<String, Object> before, Map<String, Object> after) {
        if (!before.equals(after)) {
            audit.record(actor, "discussion.record", "organization:" + activity.organization(), activity.path(), before, after);
        }
    }

    private Activity own(Actor actor, UUID id) {
        var activity = activities.hold(id);
        inCharge.requireKeeper(actor, activity.path());
        return activity;
    }

    private static Verdict verdict(Facts facts, Condition also) {
        return Verdict.of(
            Typed.between("discussion.title", facts.title, 4, Activity.TITLE),
            Typed.between("discussion.about", facts.about, 4, Activity.ABOUT),
            Typed.between("discussion.place", facts.place, 2, Activity.PLACE),
            Typed.between("discussion.leader", facts.leader, 2, Activity.LEADER),
            Typed.between("discussion.record", facts.record, 0, Activity.RECORD),
            Condition.of("discussion.day", facts.heldOn.getYear() >= 2000 && facts.heldOn.getYear() <= 2999), also);
    }
}
