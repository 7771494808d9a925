package org.xingtan.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.census.Claim;
import org.xingtan.census.DecideClaims;
import org.xingtan.directory.IncomingPeople;
import org.xingtan.directory.IncomingPeople.Begin;
import org.xingtan.directory.IncomingPeople.Incoming;
import org.xingtan.directory.KnownPeople;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.DatabaseAway;
import org.xingtan.platform.persistence.Json;
import org.xingtan.program.Audience;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.CountEligible;
import org.xingtan.program.ProgramDetail;
import org.xingtan.tally.Measure;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;
import tools.jackson.databind.JsonNode;

/** Province, city, county and school agree with each other and with a recount at every moment, whatever goes on meanwhile. */
@XingtanTest
class FiguresUnderLoadTests {

    private static final int TEACHERS_OF_A_SCHOOL = 5;
    private static final int AT_ONCE = 4;
    private static final int MOVES = 60;

    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient db;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired JoinProgram join;
    @Autowired DecideClaims decide;
    @Autowired CountEligible countEligible;
    @Autowired Statistics statistics;
    @Autowired Recount recount;
    @Autowired StatisticsAudit audit;
    @Autowired KnownPeople known;
    @Autowired IncomingPeople incoming;
    @Autowired PlatformTransactionManager transactions;

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final List<Cast.Place> schools = new ArrayList<>();
    private Cast.Place province;
    private Actor administrator;
    private ProgramDetail program;
    private List<Actor> teachers;

    @BeforeEach
    void plant() {
        province = cast.province();
        var city = cast.under(province, "CITY");
        Stream.of(cast.under(city, "COUNTY"), cast.under(city, "COUNTY")).forEach(county -> {
            schools.add(cast.school(county));
            schools.add(cast.school(county));
        });
        schools.add(cast.school(city));
        administrator = cast.administrator(province);
        teachers = schools.stream().flatMap(school -> IntStream.range(0, TEACHERS_OF_A_SCHOOL)
            .mapToObj(_ -> cast.actor(cast.teacher(school, "HOMEROOM_TEACHER")))).toList();
        program = curriculum.aProgram(province.id()).phase(curriculum.course(province.id(), 3, null))
            .track("HOMEROOM", new Audience.Post(List.of("HOMEROOM_TEACHER")), new CompletionRule.LessonsAtLeast(2, null))
            .trackWithoutCertificate("OTHER", new Audience.All(List.of()), new CompletionRule.Never()).publish();
        countEligible.count(program);
    }

    @Test
    void everyLevelAgreesInEverySnapshotWhilePeopleLearnAndAreDecidedAbout() throws Exception {
        var reads = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Future<?>>();
            IntStream.range(0, teachers.size()).forEach(i -> work.add(threads.submit(() -> live(teachers.get(i), new Random(i)))));
            work.add(threads.submit(this::decideInBulk));
            work.add(threads.submit(this::move));
            while (work.stream().anyMatch(it -> !it.isDone())) {
                agree();
                reads++;
            }
            for (var one : work) {
                one.get();
            }
        }
        agree();
        var last = figures(province.id());
        assertThat(reads).isGreaterThan(5);
        assertThat(last.enrolled()).isEqualTo(teachers.size());
        assertThat(last.started()).isEqualTo(teachers.size());
        assertThat(last.hours().hundredths()).isEqualTo(teachers.size() * 150L);
        assertThat(last.eligible()).as("the administrator too").isEqualTo(teachers.size() + 1L);
        assertThat(audit.findings(program.id(), false)).as("a recount of everything").isEmpty();
    }

    /** All levels and the facts in one snapshot. */
    private void agree() {
        var snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
        snapshot.executeWithoutResult(_ -> {
            agree(province.id());
            assertThat(recount.differences(program.id())).as("figures and facts").isEmpty();
        });
    }

    private Figures agree(OrganizationId unit) {
        var found = statistics.of(administrator, unit, program.id().toString(), null);
        found.children().forEach(part -> assertThat(agree(part.unit().id())).as("the part and the unit itself").isEqualTo(part.figures()));
        if (!found.children().isEmpty()) {
            for (var measure : Measure.values()) {
                var parts = found.children().stream().mapToLong(part -> part.figures().of(measure)).sum();
                var own = found.own() == null ? 0 : found.own().of(measure);
                assertThat(parts + own).as(measure + " of " + found.unit().name()).isEqualTo(found.figures().of(measure));
            }
        }
        return found.figures();
    }

    // What goes on meanwhile.

    private Void live(Actor teacher, Random random) throws InterruptedException {
        places.acquire();
        try {
            attempt(() -> join.join(teacher, program.id(), random.nextBoolean() ? "HOMEROOM" : "OTHER"));
            for (var lesson = 0; lesson < 3; lesson++) {
                learn(teacher, program.lessons().get(lesson).lesson().id().value());
                attempt(() -> join.join(teacher, program.id(), random.nextBoolean() ? "HOMEROOM" : "OTHER"));
                attempt(() -> decide.refuse(administrator, program.id(), List.of(claim(teacher)), "待查"));
                if (random.nextBoolean()) {
                    attempt(() -> decide.undo(administrator, program.id(), List.of(claim(teacher))));
                }
            }
            return null;
        } finally {
            places.release();
        }
    }

    private Void decideInBulk() {
        var random = new Random(7);
        for (var i = 0; i < 20; i++) {
            var some = teachers.stream().filter(_ -> random.nextInt(4) == 0).map(FiguresUnderLoadTests::claim).toList();
            attempt(() -> decide.undo(administrator, program.id(), some));
            attempt(() -> decide.confirm(administrator, program.id(), some));
        }
        return null;
    }

    /** As a roster does it: each goes to another school and takes everything with him. */
    private Void move() {
        var random = new Random(11);
        for (var i = 0; i < MOVES; i++) {
            var teacher = teachers.get(random.nextInt(teachers.size())).teacher();
            var to = schools.get(random.nextInt(schools.size())).id();
            attempt(() -> new TransactionTemplate(transactions).executeWithoutResult(_ -> {
                var person = Objects.requireNonNull(known.find(teacher));
                var plan = UUID.randomUUID();
                incoming.stage(plan, List.of(new Incoming(0, teacher, true, List.of("unit"), null, person.name(), null, null, null, null, null, null, null,
                    Objects.requireNonNull(person.newest()).id(), new Begin(to, "ACTIVE", LocalDate.now(Window.ZONE)), List.of("HOMEROOM_TEACHER"))));
                assertThat(incoming.apply(plan)).isTrue();
            }));
        }
        return null;
    }

    /** What is refused, or not there yet, is tried by somebody else; who waited too long for somebody, on a slow machine, asks once more. */
    private static void attempt(Runnable act) {
        try {
            try {
                act.run();
            } catch (DataAccessException e) {
                assertThat(e).matches(DatabaseAway::isHeld);
                act.run();
            }
        } catch (NotFound | Refused e) {
            assertThat(e).isNotNull();
        }
    }

    private static Claim claim(Actor teacher) {
        return new Claim(teacher.teacher(), "HOMEROOM");
    }

    /** Opens the lesson and plays it whole; the time for it is given to the session. */
    private void learn(Actor teacher, UUID lesson) {
        var session = Json.read(post(teacher, "/api/v1/lessons/" + lesson + "/sessions", "{\"program\": \"%s\"}".formatted(program.id())),
            JsonNode.class).get("session").asString();
        db.sql("update learning.session set opened_at = opened_at - interval '1 minute', version = version + 1 where teacher_id = :t and id = :id")
            .param("t", teacher.teacher().value()).param("id", UUID.fromString(session)).update();
        var answer = post(teacher, "/api/v1/learning-sessions/" + session + "/beats", "{\"seq\": 1, \"ranges\": [[0, 40]], \"position\": 40, \"rate\": 1}");
        assertThat(answer).contains("\"complete\":true");
    }

    private String post(Actor teacher, String address, String json) {
        var result = mvc.post().uri(address).with(Cast.as(teacher)).with(Cast.csrf()).contentType(MediaType.APPLICATION_JSON).content(json).exchange();
        assertThat(result.getResponse().getStatus()).isIn(200, 201);
        return new String(result.getResponse().getContentAsByteArray(), UTF_8);
    }

    private Figures figures(OrganizationId unit) {
        return statistics.of(administrator, unit, program.id().toString(), null).figures();
    }
}
