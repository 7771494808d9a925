package org.xingtan.journey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Every page of the product with something on it, for each role that looks at it. */
final class Pages {

    /** A page in front of somebody; {@code name} is the one of its screenshots. */
    record Sight(String role, String name, String path) {

        @Override
        public String toString() {
            return role + " " + name;
        }
    }

    private final Stage stage;
    private final List<Sight> all = new ArrayList<>();
    private final Map<String, String> signedIn = new HashMap<>();

    Pages(Stage stage) {
        this.stage = stage;
    }

    synchronized List<Sight> all() {
        if (all.isEmpty()) {
            var winter = stage.program(Stage.WINTER);
            var board = stage.program(Stage.BOARD);
            publicPages(winter, board);
            teacherPages(winter, board);
            learnerPages(winter, board);
            consolePages(winter);
            organizerPages();
            reportingPages();
            appealPages();
            qualificationPages();
            helpPages();
            coursePages();
            discussionPages(winter);
            casePages(winter, board);
            all.addAll(new YearPages(stage).all());
            all.addAll(new HoursPages(stage).all());
            new Applying(stage).pages(this::add);
            all.addAll(FeePages.of(stage));
            new ValidationPages(stage).all(this::add);
            DeliveryPages.of(stage, this::add);
            new PlanningPages(stage).all(this::add);
        }
        return all;
    }

    /** The cookies of somebody of that role, as a browser keeps them. */
    synchronized String signedIn(String role) {
        return signedIn.computeIfAbsent(role, username -> (username.equals("public") ? Cookies.nobodys() : Cookies.of(stage, username)).state());
    }

    private void publicPages(UUID winter, UUID board) {
        add("public", "front", "/");
        add("public", "sign-in", "/sign-in");
        add("public", "activation", "/activation");
        add("public", "programs", "/programs");
        add("public", "program", "/programs/" + winter);
        add("public", "board", "/programs/" + board);
        add("public", "help", "/help");
        add("public", "notices", "/notices");
        add("public", "notice", "/notices/" + one("select id from notice.notice order by number limit 1"));
        add("public", "notice-with-attachments", "/notices/" + one("""
            select notice_id from notice.attachment group by notice_id order by count(*) desc, notice_id limit 1"""));
        add("public", "courses", "/courses");
        add("public", "course", "/courses/" + one("select id from catalog.course order by code desc limit 1"));
        add("public", "verification", "/verification");
        add("public", "unknown-certificate", "/verification/ABCD-EFGH");
        add("public", "verified", "/verification/" + one("select code from certificate.certificate limit 1"));
    }

    /** Somebody at the beginning. */
    private void teacherPages(UUID winter, UUID board) {
        add("teacher", "home", "/home");
        add("teacher", "me", "/me");
        add("teacher", "programs", "/programs");
        add("teacher", "program", "/programs/" + winter);
        add("teacher", "board", "/programs/" + board);
        add("teacher", "standing", "/standing");
        add("teacher", "sign-in-names", "/sign-in-names");
        add("teacher", "sign-ins", "/sign-ins");
        add("teacher", "password", "/password");
        add("teacher", "nowhere", "/nowhere");
        stage.db().sql("""
                insert into messaging.message (teacher_id, id, rule, object, kind, text, arguments, link, due_at, read_at)
                select :teacher, gen_random_uuid(), 'reminder.stuck', 'pages:' || n, 'NEWS', 'reminder.text.stuck.',
                       '[{"text":"2023年寒假教师研修"},{"at":"2027-02-28T15:59:59Z"},{"zh":"苏仙区","en":"Suxian District"},{"text":"有事找教务处"}]',
                       '/programs', now() - n * interval '1 hour', case when n = 2 then now() end
                  from generate_series(1, 2) n
                    on conflict (teacher_id, rule, object) do nothing
                """)
            .param("teacher", stage.teacher("teacher")).update();
        add("teacher", "messages", "/me/messages");
        add("teacher", "message-settings", "/me/messages/settings");
        add("expert", "receipts", "/receipts");
        add("expert", "certificates", "/certificates");
        add("plain", "board", "/programs/" + board);
    }

    /** Somebody with a certificate, who is in the middle of the board. */
    private void learnerPages(UUID winter, UUID board) {
        var learner = new Learner(stage, "counselor").join(winter, "PARTICIPANT").join(board, "COUNSELOR");
        var films = learner.lessons(winter);
        films.subList(0, 6).forEach(lesson -> learner.complete(winter, lesson));
        var lessons = learner.lessons(board);
        learner.complete(board, lessons.getFirst());
        var every = List.of("home", "receipts", "standing", "certificates");
        every.forEach(name -> add("counselor", name, "/" + name));
        add("counselor", "program", "/programs/" + winter);
        add("counselor", "lessons", "/programs/" + winter + "/lessons");
        add("counselor", "board-lessons", "/programs/" + board + "/lessons");
        for (var kind : List.of("VIDEO", "TEXT", "DOCUMENT")) {
            var lesson = lessons.stream().filter(it -> it.get("kind").asString().equals(kind) && !it.get("complete").asBoolean()).findFirst().orElseThrow();
            add("counselor", "lesson-" + kind.toLowerCase(java.util.Locale.ROOT), "/programs/" + board + "/lessons/" + Learner.id(lesson));
        }
        quizPages(learner, board, Learner.id(films.getFirst()), winter);
    }

    private void censusPages(String school) {
        add("school", "census", "/console/census");
        for (var state : List.of("UNCHECKED", "CONFIRMED", "REFUSED")) {
            add("school", "identities-" + state.toLowerCase(java.util.Locale.ROOT), "/console/census/claims?state=" + state);
        }
        add("school", "real-names", "/console/census/real-names?state=VERIFIED&organization=" + school);
        add("county", "census", "/console/census");
        add("county", "census-missing", "/console/census/missing");
    }

    /** Every kind of question open, and one attempt with its result. */
    private void quizPages(Learner learner, UUID board, UUID passed, UUID winter) {
        add("counselor", "lesson-done", "/programs/" + winter + "/lessons/" + passed);
        add("counselor", "quiz-passed", "/programs/" + winter + "/lessons/" + passed + "/quiz");
        add("counselor", "result", "/attempts/" + stage.db().sql("""
            select id from quiz.attempt where teacher_id = :teacher and lesson_id = :lesson and submitted_at is not null limit 1
            """).param("teacher", stage.teacher("counselor")).param("lesson", passed).query(UUID.class).single());
        var open = learner.lessons(board).stream().filter(lesson -> !lesson.get("complete").asBoolean() && !lesson.get("quiz").isNull()).toList();
        add("counselor", "quiz", "/programs/" + board + "/lessons/" + Learner.id(open.getLast()) + "/quiz");
        var every = open.stream().filter(lesson -> has(Learner.id(lesson), "FILL") && has(Learner.id(lesson), "MATCHING")).findFirst().orElseThrow();
        add("counselor", "attempt", "/attempts/" + learner.attempt(board, every));
    }

    private void consolePages(UUID winter) {
        var school = one("select id from directory.organization_card where code = '431003-S012'");
        var person = stage.teacher("counselor");
        add("school", "console", "/console");
        add("school", "statistics", "/console/statistics?program=" + winter);
        add("school", "person", "/console/teachers/" + person);
        add("school", "unit", "/console/organizations/" + school);
        add("school", "activation-codes", "/console/organizations/" + school + "/activation");
        add("school", "teachers", "/console/organizations/" + school + "/teachers");
        add("school", "activation-code", "/console/teachers/" + person + "/activation");
        censusPages(school);
        add("school", "console-certificates", "/console/certificates");
        add("county", "console", "/console");
        add("county", "statistics", "/console/statistics?program=" + winter);
        add("county", "statistics-all", "/console/statistics");
        for (var kind : List.of("not-started", "stuck", "quiz-failed", "identity-missing", "about-to-miss", "before-teaching")) {
            add("county", kind, "/console/monitoring/" + kind + "?program=" + winter);
        }
        add("county", "organizations", "/console/organizations");
        add("county", "unit", "/console/organizations/" + one("select id from directory.organization_card where code = '431003'"));
        add("county", "console-certificates", "/console/certificates");
        add("county", "reminder-new", "/console/reminders/new?list=not-started&program=" + winter);
        add("county", "reminders", "/console/reminders");
        add("operator", "delivery", "/console/messaging");
        add("operator", "scans", "/console/files");
        add("county", "roster", "/console/roster");
        add("county", "transfers", "/console/roster/transfers");
        add("auditor", "audit", "/console/audit");
        setupPages(school);
    }

    /** What keeps units, appointments and accounts. */
    private void setupPages(String school) {
        add("operator", "first-steps", "/console/setup");
        add("county", "appointments", "/console/appointments?past=true");
        add("county", "appoint", "/console/appointments/new?organization=" + school + "&q=%E4%BD%95");
        add("county", "vacancies", "/console/appointments/vacancies?organization=" + one("select id from directory.organization_card where code = '431003'"));
        add("county", "units", "/console/units");
        add("county", "unit-form", "/console/units/" + school);
        add("county", "unit-imports", "/console/units/imports?organization=" + school);
        add("county", "accounts", "/console/accounts");
        add("school", "activation-codes-below", "/console/organizations/" + school + "/activation?below=true");
    }

    /** Notices, and every step of a draft that has just begun. */
    private void organizerPages() {
        add("county", "console-notices", "/console/notices");
        add("county", "notice-draft", "/console/notices/new");
        add("county", "console-programs", "/console/programs");
        var draft = draft();
        for (var step : List.of("basics", "windows", "content", "tracks", "credit", "check")) {
            add("county", "draft-" + step, draft + "/" + step);
        }
        add("county", "draft-simulation", draft + "/simulation");
        add("county", "draft-track", draft + "/tracks/PARTICIPANT?counted=yes");
        add("county", "draft-condition", draft + "/tracks/PARTICIPANT?at=&is=post");
    }

    private String draft() {
        try (var visit = stage.visit().signIn("county")) {
            visit.open("/console/programs");
            if (!visit.page().locator("#title").isVisible()) {
                visit.page().locator("main summary").first().click();
            }
            visit.page().locator("#title").fill("暑期研修");
            visit.page().locator("details[open] button").first().click();
            visit.page().waitForURL(java.util.regex.Pattern.compile(".*/basics$"));
            return visit.page().url().replaceFirst("https?://[^/]+", "").replaceFirst("/basics$", "");
        }
    }

    private void reportingPages() {
        for (var name : List.of("bulletins", "summaries")) {
            add("city", name, "/console/" + name);
            add("city", name + "-new", "/console/" + name + "/new");
        }
        add("operator", "calendar", "/console/calendar");
        add("city", "bulletin", "/console/bulletins/" + one("""
            select b.id from bulletin.bulletin b join directory.organization_card o on o.id = b.organization_id
             where o.code = '431000' and b.number is not null order by b.number limit 1"""));
        add("county", "bulletin-draft", "/console/bulletins/" + one("""
            select b.id from bulletin.bulletin b join directory.organization_card o on o.id = b.organization_id
             where o.code = '431003' and b.number is null order by b.id limit 1"""));
        add("province", "summary-call", "/console/summaries/" + call("430000"));
        add("province", "summary-review", summary("430000", "431000"));
        add("county", "summary-late", summary("431000", "431003"));
        add("school", "summary-returned", summary("431003", "431003-S012"));
        add("school", "roster-plan", "/console/roster/imports/" + one("select id from roster.import where state = 'PLANNED' order by id limit 1"));
        add("other", "transfers", "/console/roster/transfers");
        add("nation", "program", "/console/programs/" + stage.program(Stage.WINTER));
    }

    private String call(String authority) {
        return one("""
            select c.id from summary.call c join directory.organization_card o on o.id = c.organization_id
             where o.code = '%s' order by c.id limit 1""".formatted(authority));
    }

    private String summary(String authority, String unit) {
        return "/console/summaries/" + call(authority) + "/units/" + one("select id from directory.organization_card where code = '%s'".formatted(unit));
    }

    /** In front of the person and of both levels. */
    private void appealPages() {
        add("teacher", "appeals-none", "/appeals");
        add("teacher", "appeal-nothing", "/appeals/new");
        var rejected = UUID.fromString(one("select teacher_id from appeal.appeal where state = 'REJECTED' and level = 1 order by id limit 1"));
        stage.named(rejected, "appealed");
        add("appealed", "appeals", "/appeals");
        add("appealed", "appeal", "/appeals/" + one("select id from appeal.appeal where teacher_id = '%s'".formatted(rejected)));
        var waiting = UUID.fromString(one("select teacher_id from appeal.appeal where state = 'WITHDRAWN' order by id limit 1"));
        stage.named(waiting, "appealing");
        add("appealing", "appeal-subjects", "/appeals/new");
        add("appealing", "appeal-form", "/appeals/new?kind=HOURS&about=" + one("select reference from appeal.appeal where teacher_id = '%s'".formatted(waiting)));
        add("county", "appeals", "/console/appeals");
        add("county", "appeals-closed", "/console/appeals?which=closed");
        add("county", "appeal-case", decided("state = 'WAITING' and level = 1"));
        add("city", "appeal-case", decided("state = 'WAITING' and level = 2"));
    }

    private void qualificationPages() {
        add("teacher", "qualifications", "/me/qualifications");
        add("school", "qualifications", "/console/qualifications");
        add("county", "qualifications", "/console/qualifications");
        add("county", "qualification-people", "/console/qualifications/people?which=lacking");
        add("county", "qualification-claims", "/console/qualifications/claims");
        add("county", "qualification-claims-confirmed", "/console/qualifications/claims?state=CONFIRMED");
        add("school", "qualification-import", "/console/qualifications/import");
        add("operator", "qualification-kinds", "/console/qualifications/kinds");
        add("county", "qualification-person", "/console/qualifications/people/" + one("""
            select q.teacher_id from qualification.qualification q
              join directory.person_card p on p.teacher_id = q.teacher_id
             where p.organization_code like '431003-%' and q.state = 'RECORDED' order by q.id limit 1"""));
    }

    private String decided(String which) {
        return "/console/appeals/" + one("select teacher_id || '/' || id from appeal.appeal where " + which + " order by id limit 1");
    }

    private void helpPages() {
        add("public", "support", "/support");
        add("teacher", "support", "/support");
        add("teacher", "questions", "/questions");
        add("teacher", "question", "/questions/" + one("select id from support.question where teacher_id = '%s' and state = 'ANSWERED' limit 1"
            .formatted(stage.teacher("teacher"))));
        add("teacher", "question-new", "/questions/new?kind=policy");
        add("teacher", "privacy", "/privacy");
        add("county", "questions", "/console/questions");
        add("county", "question-late", "/console/questions/" + one("""
            select q.teacher_id || '/' || q.id from support.question q join directory.organization_card o on o.id = q.organization_id
             where o.code = '431003' and q.state = 'OPEN' and q.due_on < current_date order by q.id limit 1"""));
        add("city", "desks", "/console/desks");
        add("county", "contacts", "/console/contacts");
        add("province", "contacts", "/console/contacts");
        add("province", "contact-answers", "/console/contacts/forms/" + one("select id from notice.notice where number = '湖南省教育厅2022年12月28日通知'")
            + "/" + one("select id from directory.organization_card where code = '430000'"));
    }

    private void coursePages() {
        add("city", "courses", "/console/courses");
        add("city", "course-new", "/console/courses/new");
        for (var state : List.of("DRAFT", "RETURNED", "APPROVED", "PUBLISHED", "WITHDRAWN")) {
            add("city", "course-" + state.toLowerCase(java.util.Locale.ROOT), "/console/courses/" + course(state));
        }
        var lesson = "/console/courses/" + course("DRAFT") + "/lessons/"
            + one("select id from course.lesson where draft_id = '%s' order by position limit 1".formatted(course("DRAFT")));
        add("city", "course-lesson", lesson);
        add("city", "course-bank", lesson + "/bank");
        add("city", "course-question", lesson + "/questions/new?kind=SINGLE");
        add("city", "course-preview", "/console/courses/" + course("RETURNED") + "/preview");
        add("expert", "course-reviews", "/console/course-reviews");
        add("expert", "course-review", "/console/course-reviews/" + course("SUBMITTED"));
    }

    /** In front of who takes part, and of each level that looks after it. */
    private void discussionPages(UUID winter) {
        add("counselor", "discussions", "/programs/" + winter + "/discussions");
        var talk = one("select id from discussion.topic where closes_at > now() order by id limit 1");
        add("counselor", "topic", "/discussions/" + talk);
        add("counselor", "topic-closed", "/discussions/" + one("select id from discussion.topic where closes_at < now() order by id limit 1"));
        var thread = "/threads/" + one("select thread_teacher_id || '/' || thread_id from discussion.post where thread_id <> id order by id limit 1");
        add("counselor", "thread", "/discussions/" + talk + thread);
        var activity = one("select id from discussion.activity where record <> '' order by id limit 1");
        add("counselor", "activity", "/discussions/activities/" + activity);
        add("county", "discussions", "/console/discussions");
        add("county", "discussions-program", "/console/discussions/programs/" + winter);
        add("county", "discussion-topic", "/console/discussions/topics/" + talk);
        add("county", "discussion-thread", "/console/discussions/topics/" + talk + thread);
        add("county", "discussion-reports", "/console/discussions/reports");
        add("other", "discussion-reports-none", "/console/discussions/reports");
        add("school", "discussion-activity", "/console/discussions/activities/" + activity);
        var school = one("select id from directory.organization_card where code = '431003-S012'");
        for (var what : List.of("topics", "activities")) {
            add("school", "discussion-new-" + what, "/console/discussions/" + what + "/new?program=" + winter + "&organization=" + school);
        }
    }

    private void casePages(UUID winter, UUID board) {
        add("public", "cases", "/programs/" + winter + "/cases");
        add("public", "cases-none", "/programs/" + board + "/cases");
        add("public", "case", "/programs/" + winter + "/cases/" + one("select id from showcase.typical_case where state = 'PUBLISHED' order by id limit 1"));
        add("school", "cases", "/console/cases");
        add("school", "case-returned", "/console/cases/" + one("select id from showcase.typical_case where state = 'RETURNED' order by id limit 1"));
        add("city", "cases-waiting", "/console/cases?which=waiting");
        add("city", "case-decide", "/console/cases/" + one("""
            select c.id from showcase.typical_case c join directory.organization_card o on o.id = c.lies_id
             where o.code = '431000' order by c.id limit 1"""));
        add("nation", "case-published", "/console/cases/" + one("select id from showcase.typical_case where state = 'PUBLISHED' order by id limit 1"));
    }

    private String course(String state) {
        return one("select id from course.draft where state = '%s' and code like 'CZ-%%' order by id limit 1".formatted(state));
    }

    private boolean has(UUID lesson, String kind) {
        return stage.db().sql("select exists (select from catalog.question where lesson_id = :lesson and kind = :kind)")
            .param("lesson", lesson).param("kind", kind).query(Boolean.class).single();
    }

    private void add(String role, String name, String path) {
        all.add(new Sight(role, name, path));
    }

    private String one(String sql) {
        return stage.db().sql(sql).query(String.class).single();
    }
}
