package org.xingtan.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class PeopleTests {

    @Autowired Cast cast;
    @Autowired People people;
    @Autowired Organizations organizations;
    @Autowired Appointments appointments;

    @Test
    void knowsAPersonWithUnitAndPosts() {
        var school = cast.school();
        var teacher = cast.aPerson().name("张丽").at(school).posts("HOMEROOM_TEACHER", "CLASSROOM_TEACHER").teaches("JUNIOR", "MATH").save();

        assertThat(people.find(teacher)).hasValueSatisfying(person -> {
            assertThat(person.name()).isEqualTo("张丽");
            assertThat(person.posts()).containsExactly("HOMEROOM_TEACHER", "CLASSROOM_TEACHER");
            assertThat(person.stage()).isEqualTo("JUNIOR");
            assertThat(person.state()).isEqualTo("ACTIVE");
            assertThat(person.path()).isEqualTo(school.path());
            assertThat(person.organization()).satisfies(unit -> assertThat(unit.id()).isEqualTo(school.id()));
            assertThat(person.documentMasked()).contains("**********");
        });
        assertThat(people.find(TeacherId.next())).isEmpty();
    }

    @Test
    void whoIsRetiredOrGoneOrNotYetThereHasNoUnit() {
        var school = cast.school();
        var retired = cast.aPerson().at(school).state("RETIRED").save();
        var gone = cast.aPerson().at(school).employed(LocalDate.of(2010, 1, 1), LocalDate.now().minusDays(2)).save();
        var future = cast.aPerson().at(school).employed(LocalDate.now().plusDays(2), null).save();
        var seconded = cast.aPerson().at(school).state("SECONDED").save();

        for (var person : List.of(retired, gone, future)) {
            assertThat(people.find(person)).hasValueSatisfying(card -> assertThat(card.organization()).isNull());
        }
        assertThat(people.below(new Scope(List.of(school.path())), school.id(), null, null, 50).items())
            .extracting(PersonCard::id).containsExactly(seconded);
    }

    @Test
    void pagesThroughEverybodyOnceWhateverTheNames() {
        var county = cast.county();
        var schools = List.of(cast.school(county), cast.school(county), cast.school(county));
        var all = IntStream.range(0, 23).mapToObj(i -> cast.aPerson().name(i % 3 == 0 ? "同名" : "教师" + i).at(schools.get(i % 3)).save()).toList();
        var scope = new Scope(List.of(county.path()));

        var seen = new ArrayList<TeacherId>();
        var page = people.below(scope, county.id(), null, null, 5);
        while (true) {
            page.items().forEach(person -> seen.add(person.id()));
            if (page.next() == null) {
                break;
            }
            page = people.below(scope, county.id(), null, page.next(), 5);
        }

        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aPersonWhoArrivesWhileSomebodyPagesShiftsNothing() {
        var school = cast.school();
        var scope = new Scope(List.of(school.path()));
        for (var name : List.of("b", "d", "f", "h")) {
            cast.aPerson().name(name).at(school).save();
        }
        var first = people.below(scope, school.id(), null, null, 2);
        cast.aPerson().name("a").at(school).save();
        cast.aPerson().name("e").at(school).save();

        var second = people.below(scope, school.id(), null, first.next(), 10);

        assertThat(first.items()).extracting(PersonCard::name).containsExactly("b", "d");
        assertThat(second.items()).extracting(PersonCard::name).containsExactly("e", "f", "h");
        assertThat(second.next()).isNull();
    }

    @Test
    void findsAPartOfANameAndNoPattern() {
        var school = cast.school();
        var scope = new Scope(List.of(school.path()));
        for (var name : List.of("李文静", "王静", "100%", "阿依努尔·买买提", "𬎆一")) {
            cast.aPerson().name(name).at(school).save();
        }

        assertThat(names(scope, school, "静")).containsExactlyInAnyOrder("李文静", "王静");
        assertThat(names(scope, school, "%")).containsExactly("100%");
        assertThat(names(scope, school, "_")).isEmpty();
        assertThat(names(scope, school, "𬎆")).containsExactly("𬎆一");
        assertThat(names(scope, school, "' or true --")).isEmpty();
        assertThat(names(scope, school, "  ")).hasSize(5);
        assertThatThrownBy(() -> names(scope, school, "\0")).isInstanceOf(Problem.class);
    }

    private List<String> names(Scope scope, Cast.Place place, String search) {
        return people.below(scope, place.id(), search, null, 50).items().stream().map(PersonCard::name).toList();
    }

    @Test
    void seesNobodyOutsideTheScope() {
        var county = cast.county();
        var first = cast.place(county, "SCHOOL", county.code() + "-S1", List.of());
        var tenth = cast.place(county, "SCHOOL", county.code() + "-S10", List.of());
        var own = cast.teacher(first);
        var foreign = cast.teacher(tenth);
        var scope = new Scope(List.of(first.path()));

        assertThat(people.below(scope, county.id(), null, null, 50).items()).extracting(PersonCard::id).containsExactly(own);
        assertThat(people.below(scope, tenth.id(), null, null, 50).items()).isEmpty();
        assertThat(people.below(Scope.NOTHING, county.id(), null, null, 50).items()).isEmpty();
        assertThat(people.find(scope, own)).isPresent();
        assertThat(people.find(scope, foreign)).isEmpty();
        assertThat(organizations.children(scope, county.id(), null, 50).items()).extracting(OrganizationCard::id).containsExactly(first.id());
    }

    @Test
    void listsChildrenByCodePageByPage() {
        var county = cast.county();
        var scope = new Scope(List.of(county.path()));
        var codes = IntStream.range(0, 7).mapToObj(i -> cast.place(county, "SCHOOL", county.code() + "-S0" + i, List.of("PRIMARY")).code()).toList();

        var first = organizations.children(scope, county.id(), null, 4);
        var second = organizations.children(scope, county.id(), first.next(), 4);

        assertThat(first.items()).extracting(OrganizationCard::code).containsExactlyElementsOf(codes.subList(0, 4));
        assertThat(second.items()).extracting(OrganizationCard::code).containsExactlyElementsOf(codes.subList(4, 7));
        assertThat(second.next()).isNull();
        assertThat(organizations.lineage(county.path())).extracting(OrganizationCard::kind).containsExactly("NATION", "PROVINCE", "CITY", "COUNTY");
    }

    @Test
    void aCursorThatIsNotOursIsAWrongRequest() {
        var school = cast.school();
        var scope = new Scope(List.of(school.path()));

        for (var bad : List.of("%%%", cursor("x"), cursor("not-an-id-not-an-id-not-an-id-not-an"), cursor("a\0b"))) {
            assertThatThrownBy(() -> people.below(scope, school.id(), null, bad, 5)).isInstanceOf(Problem.class);
        }
        assertThatThrownBy(() -> organizations.children(scope, school.id(), cursor("a\0"), 5)).isInstanceOf(Problem.class);
    }

    private static String cursor(String key) {
        return Base64.getUrlEncoder().encodeToString(key.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void aDocumentFindsItsPersonOnlyWithTheName() {
        var number = Cast.documentNumber();
        var person = cast.aPerson().name("阿依努尔·买买提").document(number).save();

        assertThat(people.matchDocument("阿依努尔·买买提", number)).contains(person);
        assertThat(people.matchDocument("阿依努尔•买买提 ", number)).contains(person);
        assertThat(people.matchDocument("阿依努尔买买提", number)).isEmpty();
        assertThat(people.matchDocument("李文静", number)).isEmpty();
        assertThat(people.matchDocument("阿依努尔·买买提", Cast.documentNumber())).isEmpty();
    }

    @Test
    void listsAppointmentsInForceTheWidestFirst() {
        var school = cast.school();
        var person = cast.teacher(school);
        cast.appoint(person, Role.PRINCIPAL, school, LocalDate.of(2021, 9, 1), LocalDate.of(2099, 8, 31));
        cast.appoint(person, Role.AUDITOR, school.parent());
        cast.appoint(person, Role.EXPERT, school, LocalDate.of(2001, 1, 1), LocalDate.of(2002, 1, 1));

        assertThat(appointments.of(person)).extracting(AppointmentCard::role).containsExactly(Role.AUDITOR, Role.PRINCIPAL);
        assertThat(appointments.of(person).getLast()).satisfies(appointment -> {
            assertThat(appointment.organization().id()).isEqualTo(school.id());
            assertThat(appointment.from()).isEqualTo(LocalDate.of(2021, 9, 1));
            assertThat(appointment.to()).isEqualTo(LocalDate.of(2099, 8, 31));
        });
        assertThat(appointments.of(person).getFirst().to()).isNull();
    }
}
