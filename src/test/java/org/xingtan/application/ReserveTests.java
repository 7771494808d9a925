package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** The place of somebody in reserve is the one that he has now, wherever it is said. */
@XingtanTest
class ReserveTests {

    @Autowired Called called;
    @Autowired ReviewApplication review;
    @Autowired Apply apply;
    @Autowired KeepList lists;
    @Autowired Cast cast;
    @Autowired Forms forms;
    @Autowired JdbcClient db;

    private Called.Town town;
    private ProgramId program;
    private final List<Actor> people = new ArrayList<>();
    private final List<UUID> applications = new ArrayList<>();

    /** Three in reserve; the first of them leaves it before the list is published. */
    @BeforeEach
    void buildAReserve() {
        town = called.town();
        program = called.call(town.city(), 1, 5);
        called.admitted(town, program, called.teacher(town.school()));
        for (var i = 0; i < 3; i++) {
            people.add(called.teacher(town.school()));
            applications.add(called.atTheCity(town, program, people.get(i)));
            review.review(town.cityOffice(), applications.get(i), Decision.RESERVE, "");
        }
        apply.withdraw(people.getFirst(), applications.getFirst(), null);
        called.end(program);
        lists.publish(town.cityOffice(), program);
    }

    @Test
    void whoComesNextIsTheFirstWhoeverWasBeforeHim() throws Exception {
        assertThat(body(people.get(1), "/api/v1/applications/" + applications.get(1))).contains("\"turn\":1");
        assertThat(body(people.get(2), "/api/v1/applications/" + applications.get(2))).contains("\"turn\":2");
        assertThat(body(people.get(0), "/api/v1/applications/" + applications.get(0))).contains("\"turn\":null");
        assertThat(body(people.get(1), "/applications/" + applications.get(1))).contains("候补名单第 1 位");
        assertThat(told(people.get(1))).contains("1").doesNotContain("2");
        assertThat(told(people.get(2))).contains("2").doesNotContain("3");

        apply.withdraw(people.get(1), applications.get(1), null);

        assertThat(body(people.get(2), "/api/v1/applications/" + applications.get(2))).contains("\"turn\":1");
        assertThat(body(people.get(2), "/applications/" + applications.get(2))).contains("候补名单第 1 位");
    }

    @Test
    void theListShowsThePlacesAsTheyAre() throws Exception {
        var last = cast.name(people.get(2).teacher());
        assertThat(body(people.get(2), "/applications/programs/" + program + "/list")).matches(place("2", last));
        apply.withdraw(people.get(1), applications.get(1), null);

        assertThat(body(people.get(2), "/applications/programs/" + program + "/list")).matches(place("1", last));
        assertThat(lists.entries(callOf()).stream().filter(it -> it.turn() != null)).extracting(KeepList.Entry::turn).containsExactly(1);
        assertThat(body(town.cityOffice(), "/console/applications/calls/" + program + "/list").replaceAll("\\s+", " ")).contains("候补 1 </span>");
    }

    @Autowired Calls calls;

    private Call callOf() {
        return calls.current(program);
    }

    private static String place(String turn, String name) {
        return "(?s).*>" + turn + "</td>\\s*<th scope=\"row\">" + name + "</th>.*";
    }

    /** The numbers in the message that the list is published. */
    private String told(Actor actor) {
        return db.sql("select arguments -> 1 from messaging.message where teacher_id = :t and rule = 'application.reserve'").param("t", actor.teacher().value())
            .query(String.class).single();
    }

    private String body(Actor actor, String address) throws Exception {
        var answer = forms.get(actor, address);
        assertThat(answer).hasStatusOk();
        return answer.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
