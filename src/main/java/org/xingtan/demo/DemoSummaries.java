package org.xingtan.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.discussion.EnterAttendance;
import org.xingtan.discussion.KeepActivity;
import org.xingtan.discussion.ModeratePost;
import org.xingtan.discussion.OpenTopic;
import org.xingtan.discussion.ReportPost;
import org.xingtan.discussion.WritePost;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.program.Programs;
import org.xingtan.showcase.CaseText;
import org.xingtan.showcase.DecideCase;
import org.xingtan.showcase.NominateCase;
import org.xingtan.summary.OpenCall;
import org.xingtan.summary.ReviewSummary;
import org.xingtan.summary.SummaryText;
import org.xingtan.summary.WriteSummary;
import tools.jackson.core.type.TypeReference;

/** A round of summary reports: some accepted, some waiting, some late; and what is talked about beside the lessons. */
@Component
@Order(3)
class DemoSummaries implements DemoPart {

    /** A report as it comes when it is handed in. */
    private static final int HANDED_IN = 3;

    /** @param ended days ago */
    private record Call(String by, String unit, String title, String instructions, int ended, int days, List<Report> reports) {}

    /** @param state how far it has come; @param reason of who returned it */
    private record Report(String by, String unit, String state, SummaryText text, String reason) {}

    private final OpenCall open;
    private final WriteSummary write;
    private final ReviewSummary review;
    private final DemoDiscussions discussions;
    private final DemoActors actors;
    private final Clock clock;

    DemoSummaries(OpenCall open, WriteSummary write, ReviewSummary review, DemoDiscussions discussions, DemoActors actors, Clock clock) {
        this.open = open;
        this.write = write;
        this.review = review;
        this.discussions = discussions;
        this.actors = actors;
        this.clock = clock;
    }

    @Override
    public void load(List<DemoPerson> people) {
        for (var call : DemoResources.json("summaries.json", new TypeReference<List<Call>>() {})) {
            var id = Uuids.next();
            var ended = LocalDate.now(clock.withZone(Window.ZONE)).minusDays(call.ended());
            open.open(actors.of(call.by()), new OpenCall.Order(id, actors.unit(call.unit()), call.title(), call.instructions(), ended, call.days()));
            call.reports().forEach(report -> report(call, id, report));
        }
        discussions.load();
    }

    private void report(Call call, UUID id, Report report) {
        var unit = actors.unit(report.unit());
        var words = new WriteSummary.Words(id, unit, 1, report.text(), List.of());
        if (report.state().equals("DRAFT")) {
            write.save(actors.of(report.by()), words);
            return;
        }
        write.submit(actors.of(report.by()), words);
        if (!report.state().equals("SUBMITTED")) {
            review.decide(actors.of(call.by()), id, unit, HANDED_IN, report.state().equals("ACCEPTED"), report.reason());
        }
    }

    /** Topics with what was said in them, and activities with who was there. Nobody of the cast has said anything yet. */
    @Component
    static class DemoDiscussions {

        private record Talk(List<Open> topics, List<Meeting> activities) {}

        /** @param from in days from today, as {@code to} */
        private record Open(String by, String unit, String title, String text, int from, int to, List<Said> said) {}

        /**
         * @param who  of those of the unit who take part
         * @param days ago
         */
        private record Said(String unit, int who, int days, String text, List<Said> answers, @Nullable String reported, @Nullable String hidden) {}

        /** @param day from today; @param attended how many of those who take part */
        private record Meeting(String by, String unit, String title, String about, String place, String leader, int day, String record, int attended) {}

        /** What is done here by people. */
        @Component
        record Acts(OpenTopic open, WritePost write, ReportPost report, ModeratePost moderate, KeepActivity keep, EnterAttendance enter) {}

        private final Acts acts;
        private final DemoCases cases;
        private final DemoActors actors;
        private final DemoPrograms programs;
        private final JdbcClient db;
        private final Clock clock;

        DemoDiscussions(Acts acts, DemoCases cases, DemoActors actors, DemoPrograms programs, JdbcClient db, Clock clock) {
            this.acts = acts;
            this.cases = cases;
            this.actors = actors;
            this.programs = programs;
            this.db = db;
            this.clock = clock;
        }

        void load() {
            var talk = DemoResources.json("discussions.json", new TypeReference<Talk>() {});
            talk.topics().forEach(this::open);
            talk.activities().forEach(this::meet);
            cases.load();
        }

        private void open(Open topic) {
            var id = Uuids.next();
            acts.open.open(actors.of(topic.by()), new OpenTopic.Order(id, programs.winter(), null, actors.unit(topic.unit()), topic.title(), topic.text(),
                day(topic.from()), day(topic.to())));
            topic.said().forEach(said -> say(id, said, null, null));
        }

        private void say(UUID topic, Said said, @Nullable TeacherId answered, @Nullable UUID thread) {
            var people = people(said.unit());
            var author = people.get(said.who());
            var id = Uuids.next();
            acts.write.post(author, new WritePost.Words(id, topic, answered, thread, said.text()), clock.instant().minus(Duration.ofHours(24L * said.days() + said.who())));
            said.answers().forEach(answer -> say(topic, answer, author.teacher(), id));
            if (said.reported() != null) {
                acts.report.report(people.getLast(), topic, author.teacher(), id, said.reported());
            }
            if (said.hidden() != null) {
                acts.moderate.hide(actors.of("county"), author.teacher(), id, said.hidden());
            }
        }

        private void meet(Meeting meeting) {
            var id = Uuids.next();
            var keeper = actors.of(meeting.by());
            acts.keep.open(keeper, id, programs.winter(), actors.unit(meeting.unit()), new KeepActivity.Facts(meeting.title(), meeting.about(), meeting.place(),
                meeting.leader(), day(meeting.day()), meeting.record()));
            if (meeting.attended() > 0) {
                acts.enter.enter(keeper, id, Set.of(), people(meeting.unit()).stream().limit(meeting.attended()).map(Actor::teacher).collect(Collectors.toSet()));
            }
        }

        private LocalDate day(int fromToday) {
            return LocalDate.now(clock.withZone(Window.ZONE)).plusDays(fromToday);
        }

        /** Some of those of the unit who take part. */
        private List<Actor> people(String unit) {
            return db.sql("""
                    -- all teachers: of the demo
                    select p.teacher_id, d.name
                      from enrollment.participation_card p
                      join directory.person_card d on d.teacher_id = p.teacher_id
                      join directory.organization_card o on o.code = :unit and d.organization_path <@ o.path
                     where p.program_id = :program
                     order by p.teacher_id
                     limit 20
                    """)
                .param("unit", unit).param("program", programs.winter().value())
                .query((row, _) -> DemoActors.of(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("name"))).list();
        }
    }

    /** Typical cases on their way up, returned, published, withdrawn. */
    @Component
    static class DemoCases {

        /** As a case comes when it is handed in. */
        private static final int SENT = 3;

        private record Case(String by, String unit, String title, List<String> authors, String summary, String text, boolean submitted, List<Move> moves) {}

        private record Move(String by, String act, String reason) {}

        private final NominateCase nominate;
        private final DecideCase decide;
        private final DemoActors actors;
        private final DemoPrograms demoPrograms;
        private final Programs programs;

        DemoCases(NominateCase nominate, DecideCase decide, DemoActors actors, DemoPrograms demoPrograms, Programs programs) {
            this.nominate = nominate;
            this.decide = decide;
            this.actors = actors;
            this.demoPrograms = demoPrograms;
            this.programs = programs;
        }

        void load() {
            DemoResources.json("cases.json", new TypeReference<List<Case>>() {}).forEach(this::nominate);
        }

        private void nominate(Case it) {
            var id = Uuids.next();
            var author = actors.of(it.by());
            nominate.begin(author, id, programs.current(demoPrograms.winter()), actors.unit(it.unit()), it.title());
            var words = new NominateCase.Words(id, 1, new CaseText(it.title(), it.authors(), it.submitted() ? it.authors() : List.of(), it.summary(), it.text(), null),
                List.of());
            if (!it.submitted()) {
                nominate.save(author, words);
                return;
            }
            nominate.submit(author, words);
            for (var n = 0; n < it.moves().size(); n++) {
                move(id, SENT + n, it.moves().get(n));
            }
        }

        private void move(UUID id, int version, Move move) {
            switch (move.act()) {
                case "APPROVE" -> decide.approve(actors.of(move.by()), id, version, move.reason());
                case "RETURN" -> decide.giveBack(actors.of(move.by()), id, version, move.reason());
                default -> decide.withdraw(actors.of(move.by()), id, version, move.reason());
            }
        }
    }
}
