package org.xingtan.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.sessions.JqwikSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** The law of audiences: what the verdict says of one person is what the database says of all. */
@XingtanTest
class AudienceSqlModuleTests {

    private static final int PEOPLE = 120;
    private static final int AUDIENCES = 400;
    private static final List<String> STAGES = List.of("PRIMARY", "JUNIOR", "SENIOR");
    private static final List<String> SUBJECTS = List.of("CHINESE", "MATH", "MENTAL_HEALTH");
    private static final List<String> POSTS = List.of("CLASSROOM_TEACHER", "HOMEROOM_TEACHER", "COUNSELOR_FULL_TIME", "TUTOR");
    private static final List<String> STATES = List.of("ACTIVE", "SECONDED", "ON_LEAVE", "RETIRED", "LEFT");

    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired Candidates candidates;
    @Autowired AudienceTitles titles;
    @Autowired Completions completions;
    @Autowired Clock clock;

    private final List<UUID> programs = List.of(UUID.randomUUID(), UUID.randomUUID());

    @Test
    void verdictAndDatabaseAgreeOnEveryone() {
        insertPrograms();
        var city = cast.city();
        var units = List.of(cast.school(cast.under(city, "COUNTY")), cast.school(cast.under(city, "COUNTY")), cast.under(city, "UNIVERSITY"), city);
        var today = LocalDate.now(clock);

        JqwikSession.run(() -> {
            var people = persons(units, today).sampleStream().limit(PEOPLE).toList();
            var facts = people.stream().map(candidates::of).toList();
            var audiences = audiences(units, 3).sampleStream().limit(AUDIENCES).toList();
            for (var audience : audiences) {
                var byVerdict = IntStream.range(0, PEOPLE).filter(i -> verdict(audience, facts.get(i)))
                    .mapToObj(people::get).map(TeacherId::value).collect(java.util.stream.Collectors.toSet());
                assertThat(byDatabase(audience, today, people)).as("%s", audience).isEqualTo(byVerdict);
            }
            assertThat(audiences.stream().filter(it -> it instanceof Audience.Any || it instanceof Audience.All).count()).isPositive();
        });
    }

    private boolean verdict(Audience audience, Candidate person) {
        var verdict = new AudienceVerdict(person, titles);
        var met = verdict.condition(audience).met();
        assertThat(verdict.holds(audience)).as("%s, without words", audience).isEqualTo(met);
        return person.organizationPath() != null && met;
    }

    private Set<UUID> byDatabase(Audience audience, LocalDate today, List<TeacherId> people) {
        var sql = AudienceSql.of(audience, today);
        return new HashSet<>(db.sql("select p.teacher_id from directory.person_card p where p.teacher_id = any (:people::uuid[]) and " + sql.where())
            .param("people", people.stream().map(TeacherId::value).toArray(UUID[]::new))
            .params(sql.params())
            .query(UUID.class).list());
    }

    private Arbitrary<TeacherId> persons(List<Cast.Place> units, LocalDate today) {
        return Combinators.combine(
            Arbitraries.of(units).injectNull(0.05),
            Arbitraries.of(STAGES).injectNull(0.2),
            Arbitraries.of(SUBJECTS).injectNull(0.2),
            Arbitraries.of(POSTS).set().ofMaxSize(3),
            Arbitraries.of(STATES),
            Arbitraries.integers().between(-30, 30 * 366).map(days -> today.minusDays(days)).injectNull(0.1),
            Arbitraries.of(programs).set().ofMaxSize(2))
            .as(this::save);
    }

    private TeacherId save(Cast.@Nullable Place unit, @Nullable String stage, @Nullable String subject, Set<String> posts, String state,
                           @Nullable LocalDate hiredOn, Set<UUID> completed) {
        var person = cast.aPerson().teaches(stage, subject).posts(posts.toArray(String[]::new)).state(state).hiredOn(hiredOn);
        var id = (unit == null ? person : person.at(unit)).save();
        completed.forEach(program -> completions.record(id, new ProgramId(program), "T", Instant.now(), 1));
        return id;
    }

    private Arbitrary<Audience> audiences(List<Cast.Place> units, int depth) {
        var leaves = Arbitraries.oneOf(List.of(
            codes(STAGES).map(Audience.Stage::new),
            codes(SUBJECTS).map(Audience.Subject::new),
            codes(POSTS).map(Audience.Post::new),
            codes(STATES).map(Audience.State::new),
            codes(List.of("SCHOOL", "UNIVERSITY", "CITY")).map(Audience.Kind::new),
            codes(paths(units)).map(Audience.Within::new),
            Arbitraries.just(new Audience.Rural()),
            Combinators.combine(Arbitraries.integers().between(0, 20).injectNull(0.3), Arbitraries.integers().between(0, 30).injectNull(0.3))
                .as(Audience.YearsOfService::new),
            Arbitraries.of(programs).map(Audience.Completed::new)));
        if (depth == 0) {
            return leaves.map(it -> it);
        }
        var parts = audiences(units, depth - 1);
        return Arbitraries.oneOf(List.of(
            leaves.map(Audience.class::cast),
            parts.list().ofMaxSize(3).map(Audience.All::new),
            parts.list().ofMaxSize(3).map(Audience.Any::new),
            parts.map(Audience.Not::new)));
    }

    private static Arbitrary<List<String>> codes(List<String> codes) {
        return Arbitraries.of(codes).set().ofMaxSize(2).map(List::copyOf);
    }

    private static List<String> paths(List<Cast.Place> units) {
        var paths = new ArrayList<String>();
        for (var unit : units) {
            for (Cast.Place place = unit; place != null; place = place.parent()) {
                paths.add(place.path());
            }
        }
        return paths.stream().distinct().toList();
    }

    private void insertPrograms() {
        for (var program : programs) {
            db.sql("insert into program.program (id, code, title, level, owner_id) values (:id, :code, 'Earlier', 'CITY', :id)")
                .param("id", program).param("code", program.toString()).update();
        }
    }
}
