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

    /** Everybody in them has signed in: the browser that does it serves one at a time. */
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
            all.forEach(sight -> signedIn(sight.role()));
        }
        return all;
    }

    /** The cookies of somebody of that role, as a browser keeps them. */
    synchronized String signedIn(String role) {
        return signedIn.computeIfAbsent(role, username -> {
            try (var visit = stage.visit()) {
                if (username.equals("public")) {
                    visit.open("/");
                } else {
                    visit.signIn(username);
                }
                return visit.context().storageState();
            }
        });
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
