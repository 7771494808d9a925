package org.xingtan.testing;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.xingtan.catalog.CourseDefinition;
import org.xingtan.catalog.DefineCourse;
import org.xingtan.catalog.LessonCard;
import org.xingtan.catalog.QuestionDefinition;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.program.Audience;
import org.xingtan.program.CertificateRule;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.CreditRule;
import org.xingtan.program.ProgramDefinition;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.program.PublishProgram;
import org.xingtan.program.Rules;

/** The programs and courses of a test: every call makes new ones; whatever is not said is ordinary. */
@Fixture
public class Curriculum {

    private static final AtomicInteger NEXT = new AtomicInteger(1);

    private final DefineCourse courses;
    private final PublishProgram publish;
    private final Programs programs;
    private final Clock clock;

    Curriculum(DefineCourse courses, PublishProgram publish, Programs programs, Clock clock) {
        this.courses = courses;
        this.publish = publish;
        this.programs = programs;
        this.clock = clock;
    }

    /** One track for everybody, one phase with two one-lesson courses, open from yesterday to next month, half an hour a lesson. */
    public Topic aProgram(OrganizationId owner) {
        return new Topic(owner);
    }

    /** The bank that ordinary lessons have: single, true or false, multiple. */
    public static List<QuestionDefinition> bank() {
        return List.of(
            QuestionDefinition.single("2 + 2", "", 1, "3", "4", "5"),
            QuestionDefinition.trueFalse("1 < 2", "", true, "yes", "no"),
            QuestionDefinition.multiple("odd", "", List.of(0, 2), "1", "2", "3"));
    }

    /** A course of text lessons of 40 seconds, each with the quiz when there is one. */
    public String course(OrganizationId owner, int lessons, CourseDefinition.@Nullable Quiz quiz) {
        return course(owner, LessonCard.Kind.TEXT, lessons, quiz);
    }

    public String course(OrganizationId owner, LessonCard.Kind kind, int lessons, CourseDefinition.@Nullable Quiz quiz) {
        var code = "course-" + NEXT.getAndIncrement();
        courses.define(new CourseDefinition(code, "Course " + code, "About " + code, owner, List.of(),
            IntStream.rangeClosed(1, lessons).mapToObj(n -> lesson(kind, code + "/" + n, quiz)).toList()));
        return code;
    }

    private static CourseDefinition.Lesson lesson(LessonCard.Kind kind, String title, CourseDefinition.@Nullable Quiz quiz) {
        return kind == LessonCard.Kind.TEXT
            ? CourseDefinition.Lesson.text(title, "", 40, "Read this.", quiz)
            : new CourseDefinition.Lesson(title, "", kind, 40, 0.95, DocumentId.next(), null, null, Map.of(), null, quiz);
    }

    /** A program to be published. */
    public final class Topic {

        private final OrganizationId owner;
        private final Map<String, Audience> tracks = new LinkedHashMap<>();
        private final Map<String, CompletionRule> completion = new LinkedHashMap<>();
        private final List<String> certified = new ArrayList<>();
        private final List<ProgramDefinition.Phase> phases = new ArrayList<>();
        private String title = "Program " + NEXT.get();
        private @Nullable String notice;
        private @Nullable ProgramId parent;
        private boolean inside;
        private double maxRate = 2.0;
        private Duration opens = Duration.ofDays(-1);
        private Duration closes = Duration.ofDays(30);
        private CreditRule credit = new CreditRule("PROFESSIONAL", new CreditRule.Fixed(CreditHours.of("0.50")),
            List.of(new CreditRule.Cap(CreditRule.Cap.Scope.PROGRAM, CreditHours.of("6.00"))));

        private Topic(OrganizationId owner) {
            this.owner = owner;
        }

        public Topic title(String title) {
            this.title = title;
            return this;
        }

        public Topic notice(String number) {
            this.notice = number;
            return this;
        }

        public Topic under(ProgramId parent, boolean insideParentCap) {
            this.parent = parent;
            this.inside = insideParentCap;
            return this;
        }

        public Topic maxRate(double maxRate) {
            this.maxRate = maxRate;
            return this;
        }

        /** A track whose completion ends in a certificate. */
        public Topic track(String code, Audience audience, CompletionRule rule) {
            certified.add(code);
            return trackWithoutCertificate(code, audience, rule);
        }

        public Topic trackWithoutCertificate(String code, Audience audience, CompletionRule rule) {
            tracks.put(code, audience);
            completion.put(code, rule);
            return this;
        }

        public Topic credit(CreditRule credit) {
            this.credit = credit;
            return this;
        }

        /** Opening and closing, counted from now. */
        public Topic open(Duration from, Duration to) {
            this.opens = from;
            this.closes = to;
            return this;
        }

        /** A phase of one section with these courses, open as long as the program. */
        public Topic phase(String... courses) {
            return phase(new ProgramDefinition.Phase(Uuids.next(), "Phase " + (phases.size() + 1), List.of(),
                List.of(ProgramDefinition.Section.of("Section", courses))));
        }

        public Topic phase(ProgramDefinition.Phase phase) {
            phases.add(phase);
            return this;
        }

        public ProgramDefinition definition() {
            if (phases.isEmpty()) {
                phase(course(owner, 1, CourseDefinition.Quiz.ofAll(bank())), course(owner, 1, null));
            }
            if (tracks.isEmpty()) {
                track("PARTICIPANT", new Audience.All(List.of()), new CompletionRule.AllLessons(null));
            }
            var now = clock.instant();
            return new ProgramDefinition("program-" + NEXT.getAndIncrement(), title, "About it", "CITY", "2201期", owner, notice, parent, inside, maxRate,
                List.of(new Window(Window.Kind.LEARN, now.plus(opens), now.plus(closes))), List.copyOf(phases),
                tracks.entrySet().stream().map(it -> new ProgramDetail.Track(it.getKey(), "身份" + it.getKey(), "Track " + it.getKey(), it.getValue())).toList(),
                new Rules(completion, credit, new CertificateRule(certified, "学时证书", "TEST")));
        }

        public ProgramDetail publish() {
            return programs.current(publish.publish(definition()));
        }
    }
}
