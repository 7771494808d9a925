package org.xingtan.testing;

import jakarta.servlet.http.Cookie;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.xingtan.directory.AppointmentRow;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.directory.EmploymentRow;
import org.xingtan.directory.LoadDirectory;
import org.xingtan.directory.OrganizationRow;
import org.xingtan.directory.PersonRow;
import org.xingtan.directory.RealNameState;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/**
 * The people and organizations of a test, in the directory for good: every call makes new ones with codes of their own, so
 * that tests neither meet nor clean up.
 */
@Fixture
public class Cast {

    private static final AtomicInteger NEXT = new AtomicInteger(1);

    /** An organization of the cast. */
    public record Place(OrganizationId id, String code, String name, String kind, String path, @Nullable Place parent) {}

    private final LoadDirectory load;
    private final JdbcClient db;

    Cast(LoadDirectory load, JdbcClient db) {
        this.load = load;
        this.db = db;
    }

    /** A nation of its own, with nothing below it yet. */
    public Place nation() {
        return place(null, "NATION", "N" + NEXT.getAndIncrement(), List.of());
    }

    public Place province() {
        return under(nation(), "PROVINCE");
    }

    public Place city() {
        return under(province(), "CITY");
    }

    public Place county() {
        return under(city(), "COUNTY");
    }

    /** A school in a county of its own. */
    public Place school() {
        return school(county());
    }

    public Place school(Place parent) {
        return under(parent, "SCHOOL");
    }

    public Place under(Place parent, String kind, String... stages) {
        return place(parent, kind, kind.charAt(0) + "-" + NEXT.getAndIncrement(), List.of(stages));
    }

    /** With a code chosen by the test, unique in the whole database. */
    public Place place(@Nullable Place parent, String kind, String code, List<String> stages) {
        var id = OrganizationId.next();
        load.organizations(Stream.of(new OrganizationRow(id, code, "机构" + code, "Unit " + code, kind,
            parent == null ? null : parent.id(), null, stages, false, false, false)));
        var label = code.replace('-', '_');
        return new Place(id, code, "机构" + code, kind, parent == null ? label : parent.path() + "." + label, parent);
    }

    /** A classroom teacher of primary school Chinese, in service since 2015, verified; with these posts when any are named. */
    public TeacherId teacher(Place at, String... posts) {
        var person = aPerson().at(at);
        return (posts.length == 0 ? person : person.posts(posts)).save();
    }

    /** Somebody who works there without teaching, appointed over the place. */
    public TeacherId staff(Place at, Role role) {
        var person = aPerson().at(at).posts("TRAINING_STAFF").save();
        appoint(person, role, at);
        return person;
    }

    public void appoint(TeacherId person, Role role, Place over) {
        appoint(person, role, over, LocalDate.of(2020, 1, 1), null);
    }

    public void appoint(TeacherId person, Role role, Place over, LocalDate from, @Nullable LocalDate to) {
        load.appointments(Stream.of(new AppointmentRow(person, role, over.id(), from, to, null)));
    }

    /** The person as the one who asks, from a browser. */
    public Actor actor(TeacherId person) {
        return new Actor(person, name(person), UUID.randomUUID(), "Firefox", false, false);
    }

    /** A training administrator of that place, as the one who asks. */
    public Actor administrator(Place over) {
        return actor(staff(over, Role.TRAINING_ADMINISTRATOR));
    }

    /** For requests through MockMvc: signed in as that actor. */
    public static RequestPostProcessor as(Actor actor) {
        return SecurityMockMvcRequestPostProcessors.authentication(
            UsernamePasswordAuthenticationToken.authenticated(actor, null, List.of()));
    }

    /** For requests through MockMvc: a form of one of our pages. Spring's own would take the cookie from the application of all later tests. */
    public static RequestPostProcessor csrf() {
        var token = UUID.randomUUID().toString();
        return request -> {
            var others = request.getCookies();
            request.setCookies(Stream.concat(others == null ? Stream.empty() : Stream.of(others), Stream.of(new Cookie("xingtan-csrf", token)))
                .toArray(Cookie[]::new));
            request.setParameter("_csrf", token);
            return request;
        };
    }

    public String name(TeacherId person) {
        return db.sql("select name from directory.teacher where teacher_id = :id").param("id", person.value()).query(String.class).single();
    }

    /** A resident's number that nobody has yet. */
    public static DocumentNumber documentNumber() {
        var first = "4310%02d19%02d0101%03d".formatted(NEXT.get() / 1000 / 40 % 100, 60 + NEXT.get() / 1000 % 40, NEXT.getAndIncrement() % 1000);
        return new DocumentNumber(DocumentNumber.Type.RESIDENT_ID, first + DocumentNumber.checkDigit(first));
    }

    public Person aPerson() {
        return new Person();
    }

    /** Somebody to be put into the directory; whatever is not said is ordinary. */
    public final class Person {

        private final TeacherId id = TeacherId.next();
        private String name = "李文静";
        private DocumentNumber document = documentNumber();
        private String phone = "1390000%04d".formatted(NEXT.get() % 10_000);
        private RealNameState realName = RealNameState.VERIFIED;
        private @Nullable String stage = "PRIMARY";
        private @Nullable String subject = "CHINESE";
        private @Nullable LocalDate hiredOn = LocalDate.of(2015, 9, 1);
        private List<String> posts = List.of("CLASSROOM_TEACHER");
        private String state = "ACTIVE";
        private LocalDate since = LocalDate.of(2015, 9, 1);
        private @Nullable LocalDate until;
        private boolean partTime;
        private @Nullable Place at;

        public Person name(String name) {
            this.name = name;
            return this;
        }

        public Person document(DocumentNumber document) {
            this.document = document;
            return this;
        }

        public Person phone(String phone) {
            this.phone = phone;
            return this;
        }

        public Person realName(RealNameState realName) {
            this.realName = realName;
            return this;
        }

        public Person teaches(@Nullable String stage, @Nullable String subject) {
            this.stage = stage;
            this.subject = subject;
            return this;
        }

        public Person hiredOn(@Nullable LocalDate day) {
            this.hiredOn = day;
            return this;
        }

        public Person posts(String... posts) {
            this.posts = List.of(posts);
            return this;
        }

        /** {@code ACTIVE}, {@code SECONDED}, {@code ON_LEAVE}, {@code TRANSFERRED}, {@code RETIRED} or {@code LEFT}. */
        public Person state(String state) {
            this.state = state;
            return this;
        }

        public Person employed(LocalDate since, @Nullable LocalDate until) {
            this.since = since;
            this.until = until;
            return this;
        }

        public Person partTime() {
            this.partTime = true;
            return this;
        }

        /** Without a place, a person has no unit. */
        public Person at(Place place) {
            this.at = place;
            return this;
        }

        public TeacherId save() {
            load.people(Stream.of(new PersonRow(id, name, "F", LocalDate.of(1990, 1, 1), hiredOn, null, document, phone, realName, stage, subject)));
            if (at != null) {
                load.employments(Stream.of(new EmploymentRow(id, at.id(), since, until, state, partTime, posts)));
            }
            return id;
        }
    }
}
