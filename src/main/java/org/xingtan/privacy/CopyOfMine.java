package org.xingtan.privacy;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.PersonalValues;
import org.xingtan.platform.Actor;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.web.Dates;
import org.xingtan.qualification.OwnNumbers;
import tools.jackson.databind.JsonNode;

/** Use case: somebody takes a copy of what is kept about him. His own numbers stand in it in full, those of others not at all. */
@Component
class CopyOfMine {

    private static final String SECTIONS = """
        select coalesce(jsonb_object_agg(section, rows order by section), '{}')::text
          from (select section, jsonb_agg(facts) as rows
                  from (select 'directory' as section, to_jsonb(t) as facts from directory.person_card t where t.teacher_id = :person
                         union all
                        select 'appointments', to_jsonb(t) from directory.appointment_history_card t where t.teacher_id = :person
                         union all
                        select 'posts', to_jsonb(t) from census.holder_card t where t.teacher_id = :person
                         union all
                        select 'account', to_jsonb(t) from identity.account_card t where t.teacher_id = :person
                         union all
                        select 'messages', to_jsonb(t) from messaging.message_card t where t.teacher_id = :person
                         union all
                        select 'qualifications', to_jsonb(t) from qualification.qualification_card t where t.teacher_id = :person
                         union all
                        select 'identities', to_jsonb(t) from census.decision_card t where t.teacher_id = :person
                         union all
                        select 'participations', to_jsonb(t) from enrollment.participation_card t where t.teacher_id = :person
                         union all
                        select 'selections', to_jsonb(t) from selection.selection_card t where t.teacher_id = :person
                         union all
                        select 'applications', to_jsonb(t) from application.application_card t where t.teacher_id = :person
                         union all
                        select 'applicationSteps', to_jsonb(t) from application.step_card t where t.teacher_id = :person
                         union all
                        select 'applicationFiles', to_jsonb(t) from application.attachment_card t where t.teacher_id = :person
                         union all
                        select 'calendar', to_jsonb(t) from deadline.feed_card t where t.teacher_id = :person
                         union all
                        select 'fees', to_jsonb(t) from fee.line_card t where t.teacher_id = :person
                         union all
                        select 'learning', to_jsonb(t) from learning.session_card t where t.teacher_id = :person
                         union all
                        select 'lessons', to_jsonb(t) from learning.lesson_completion_card t where t.teacher_id = :person
                         union all
                        select 'attempts', to_jsonb(t) from quiz.attempt_card t where t.teacher_id = :person
                         union all
                        select 'discussions', to_jsonb(t) from discussion.post_card t where t.teacher_id = :person
                         union all
                        select 'reported', to_jsonb(t) from discussion.report_card t where t.teacher_id = :person
                         union all
                        select 'attendances', to_jsonb(t) from discussion.attendance_card t where t.teacher_id = :person
                         union all
                        select 'completions', to_jsonb(t) from program.completion_card t where t.teacher_id = :person
                         union all
                        select 'hours', to_jsonb(t) from ledger.entry_card t where t.teacher_id = :person
                         union all
                        select 'standings', to_jsonb(t) from standing.state_card t where t.teacher_id = :person
                         union all
                        select 'exemptions', to_jsonb(t) from standing.exemption_card t where t.teacher_id = :person
                         union all
                        select 'recognitions', to_jsonb(t) from recognition.claim_card t where t.teacher_id = :person
                         union all
                        select 'study', to_jsonb(t) from study.attendance_card t where t.teacher_id = :person
                         union all
                        select 'inPerson', to_jsonb(t) from delivery.attendance_card t where t.teacher_id = :person
                         union all
                        select 'leave', to_jsonb(t) from delivery.leave_card t where t.teacher_id = :person
                         union all
                        select 'cover', to_jsonb(t) from cover.arrangement_card t where t.teacher_id = :person
                         union all
                        select 'coverSteps', to_jsonb(t) from cover.act_card t where t.teacher_id = :person
                         union all
                        select 'coverTaken', to_jsonb(t) from cover.taken_card t where t.teacher_id = :person
                         union all
                        select 'validations', to_jsonb(t) from validation.dossier_card t where t.teacher_id = :person
                         union all
                        select 'validatedYears', to_jsonb(t) from validation.frozen_card t where t.teacher_id = :person
                         union all
                        select 'validationSteps', to_jsonb(t) from validation.step_card t where t.teacher_id = :person
                         union all
                        select 'validationsLeftOut', to_jsonb(t) from validation.left_out_card t where t.teacher_id = :person
                         union all
                        select 'certificates', to_jsonb(t) from certificate.certificate_card t where t.teacher_id = :person) kept
                 group by section) sections
        """;

    private final JdbcClient db;
    private final PersonalValues values;
    private final OwnNumbers numbers;
    private final AuditTrail trail;
    private final Clock clock;

    CopyOfMine(JdbcClient db, PersonalValues values, OwnNumbers numbers, AuditTrail trail, Clock clock) {
        this.db = db;
        this.values = values;
        this.numbers = numbers;
        this.trail = trail;
        this.clock = clock;
    }

    /** @return a section of rows per kind of fact, before them the person with what is otherwise masked */
    @Transactional
    public Map<String, Object> of(Actor actor) {
        var own = values.own(actor.teacher());
        var person = new LinkedHashMap<String, Object>();
        person.put("id", actor.teacher().toString());
        person.put("name", actor.personName());
        person.put("document", own.document());
        person.put("phone", own.phone());
        person.put("born", own.born());
        person.put("qualificationNumbers", numbers.of(actor.teacher()));
        var copy = new LinkedHashMap<String, Object>();
        copy.put("asOf", Dates.rfc3339(clock.instant()));
        copy.put("person", person);
        copy.put("kept", Json.read(db.sql(SECTIONS).param("person", actor.teacher().value()).query(String.class).single(), JsonNode.class));
        trail.record(actor, "privacy.copy", "teacher:" + actor.teacher(), null, null, null);
        return copy;
    }
}
