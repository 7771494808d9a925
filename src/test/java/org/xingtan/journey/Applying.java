package org.xingtan.journey;

import java.util.UUID;

/** A training by application in Guangzhou: three people of one school, each somewhere else on his way. */
final class Applying {

    private final Stage stage;

    Applying(Stage stage) {
        this.stage = stage;
    }

    /** Where pages are noted. */
    interface Sights {

        void add(String role, String name, String path);
    }

    /** A training by application, in front of who applies and of each level. */
    void pages(Sights sights) {
        var program = call();
        sights.add("teacher", "applications-none", "/applications");
        sights.add("gzteacher", "applications", "/applications");
        sights.add("gzteacher", "application-call", "/applications/programs/" + program);
        sights.add("gzteacher", "application-returned", "/applications/" + application(program, "RETURNED"));
        stage.named(stage.db().sql("select teacher_id from application.application where program_id = :program and state = 'ADMITTED' limit 1").param("program", program).query(UUID.class).single(), "applied");
        sights.add("applied", "application-admitted", "/applications/" + application(program, "ADMITTED"));
        sights.add("gzschool", "application-form", "/applications/programs/" + program);
        var at = "/console/applications/calls/" + program;
        sights.add("gzcity", "applications-console", "/console/applications");
        sights.add("gzcity", "application-console-call", at);
        sights.add("gzcity", "application-list", at + "/list");
        sights.add("gzcity", "application-imports", at + "/quotas/imports");
        sights.add("gzcity", "application-queue-none", at + "/queue");
        sights.add("gzdistrict", "application-console-call", at);
        sights.add("gzdistrict", "application-queue-elsewhere", at + "/queue?which=elsewhere");
        sights.add("gzschool", "application-queue", at + "/queue");
        sights.add("gzschool", "application-case", "/console/applications/" + application(program, "SUBMITTED"));
        sights.add("gzcity", "application-case", "/console/applications/" + application(program, "ADMITTED"));
        sights.add("gzschool", "console", "/console");
    }

    private String application(UUID program, String state) {
        return stage.db().sql("select id from application.application where program_id = :program and state = :state order by id limit 1")
            .param("program", program).param("state", state).query(String.class).single();
    }

    /** The program that is called for. */
    private UUID call() {
        var program = stage.db().sql("""
                insert into application.call (program_id, owner_id, track, series, notice, places, reserve_places, published_at)
                select p.id, p.owner_id, t.code, '校长任职资格培训', '穗教评继〔2022〕3号', 60, 10, now()
                  from program.program p
                  join program.track t on t.program_id = p.id
                  join directory.appointment_card a on a.organization_id = p.owner_id and a.teacher_id = :office
                 order by p.id, t.code limit 1
                returning program_id
                """)
            .param("office", stage.teacher("gzcity")).query(UUID.class).single();
        stage.db().sql("""
                insert into application.clock (program_id, kind, version, opens_at, closes_at, set_at)
                select :program, kind, 1, case kind when 'APPLY' then now() - interval '3 days' end, now() + days * interval '1 day', now()
                  from (values ('APPLY', 4), ('SCHOOL', 5), ('COUNTY', 10), ('CITY', 15)) v (kind, days)
                """)
            .param("program", program).update();
        stage.db().sql("""
                insert into application.quota (program_id, organization_id, subject, each_school, places)
                select :program, a.organization_id, v.subject, v.each_school, v.places
                  from directory.appointment_card a
                 cross join (values ('', false, 8), ('MATH', false, 5), ('', true, 2)) v (subject, each_school, places)
                 where a.teacher_id = :office
                """)
            .param("program", program).param("office", stage.teacher("gzdistrict")).update();
        var school = stage.db().sql("select organization_id from directory.person_card where teacher_id = :t").param("t", stage.teacher("gzteacher")).query(UUID.class).single();
        var colleagues = stage.db().sql("""
                select p.teacher_id from directory.person_card p
                 where p.organization_id = :school and p.teacher_id <> :known
                   and not exists (select from directory.appointment a where a.teacher_id = p.teacher_id) order by p.teacher_id limit 2
                """)
            .param("school", school).param("known", stage.teacher("gzteacher")).query(UUID.class).list();
        apply(program, school, stage.teacher("gzteacher"), "RETURNED");
        apply(program, school, colleagues.get(0), "SUBMITTED");
        apply(program, school, colleagues.get(1), "ADMITTED");
        return program;
    }

    private void apply(UUID program, UUID school, UUID teacher, String state) {
        var id = UUID.randomUUID();
        stage.db().sql("""
                insert into application.application (teacher_id, id, program_id, statement, state, unit_id, subject, submitted_at, settled_at)
                values (:teacher, :id, :program, '任教十二年，担任年级主任五年，希望系统学习学校管理。', :state, :school, 'MATH', now() - interval '2 days',
                        case when :state = 'ADMITTED' then now() end)
                """)
            .param("teacher", teacher).param("id", id).param("program", program).param("state", state).param("school", school).update();
        step(teacher, id, 1, "SUBMITTED", null, school, "");
        if (state.equals("RETURNED")) {
            step(teacher, id, 2, "RETURNED", "SCHOOL", school, "请补充任职年限的证明。");
        } else if (state.equals("ADMITTED")) {
            step(teacher, id, 2, "APPROVED", "SCHOOL", school, "同意推荐。");
            step(teacher, id, 3, "APPROVED", "COUNTY", school, "");
            step(teacher, id, 4, "APPROVED", "CITY", school, "");
        }
    }

    private void step(UUID teacher, UUID application, int n, String act, String level, UUID organization, String reason) {
        stage.db().sql("""
                insert into application.step (teacher_id, application_id, n, id, act, level, organization_id, at, by, by_name, reason)
                values (:teacher, :application, :n, gen_random_uuid(), :act, :level, case when cast(:level as text) is not null then :organization end, now() - interval '1 day',
                        case when cast(:level as text) is null then :teacher else :office end, '陈主任', :reason)
                """)
            .param("teacher", teacher).param("application", application).param("n", n).param("act", act).param("level", level).param("organization", organization)
            .param("office", stage.teacher("gzcity")).param("reason", reason).update();
    }
}
