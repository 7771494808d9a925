package org.xingtan.guangzhou;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.catalog.CourseDefinition;
import org.xingtan.catalog.DefineCourse;
import org.xingtan.demo.DemoPerson;
import org.xingtan.demo.DemoResources;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.program.Audience;
import org.xingtan.program.CertificateRule;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.CreditRule;
import org.xingtan.program.ProgramDefinition;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.PublishProgram;
import org.xingtan.program.Rules;
import org.xingtan.selection.Meetings;
import org.xingtan.selection.OfferProgram;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.TermId;

/** The courses of a term, each with a text to study: a program of its own that people come into by its places. */
@Component
class GuangzhouOfferings {

    private static final String TRACK = "PARTICIPANT";
    /** Seconds that the text takes at least. */
    private static final int READING = 120;
    /** Hours of a lesson at most. */
    private static final int LONGEST = 200;
    /** What the city recognizes of one day (穗教发〔2017〕80号). */
    private static final CreditHours DAY = CreditHours.of("8.00");

    private final DefineCourse courses;
    private final PublishProgram publish;
    private final OfferProgram offer;
    private final Organizations organizations;

    GuangzhouOfferings(DefineCourse courses, PublishProgram publish, OfferProgram offer, Organizations organizations) {
        this.organizations = organizations;
        this.courses = courses;
        this.publish = publish;
        this.offer = offer;
    }

    /** @param places that a course has */
    record Offered(OfferingId id, ProgramId program, int places, DemoResources.Row row) {

        /** As its audience says. */
        boolean isFor(DemoPerson person) {
            return has("stages", person.row().stage()) && has("subjects", person.row().subject());
        }

        private boolean has(String column, @Nullable String code) {
            return !row.has(column) || code != null && row.list(column).contains(code);
        }
    }

    /** @param times how much more room there is than the table says */
    List<Offered> offer(TermId term, OrganizationCard city, List<DemoResources.Row> rows, String code, GuangzhouTerms.Days days, int times) {
        var offered = new ArrayList<Offered>();
        for (var i = 0; i < rows.size(); i++) {
            offered.add(offer(term, city, rows.get(i), "GZ-%s-%02d".formatted(code, i + 1), days, times));
        }
        return offered;
    }

    private Offered offer(TermId term, OrganizationCard city, DemoResources.Row row, String code, GuangzhouTerms.Days days, int times) {
        var hours = CreditHours.of(row.get("hours"));
        var lessons = (int) ((hours.hundredths() + LONGEST - 1) / LONGEST);
        courses.define(new CourseDefinition(code, row.get("title"), row.get("summary"), city.id(), List.of(),
            IntStream.rangeClosed(1, lessons).mapToObj(n -> CourseDefinition.Lesson.text("第%d讲：%s".formatted(n, row.get("title")), row.get("summary"), READING,
                row.get("summary") + "\n\n" + row.get("task"), null)).toList()));
        var phase = new ProgramDefinition.Phase(Uuids.next(), row.get("title"), List.of(), List.of(ProgramDefinition.Section.of(row.get("title"), code)));
        var program = publish.publish(new ProgramDefinition(code, row.get("title"), row.get("summary"), "CITY", code.substring(3, 7) + "期", city.id(), null, null, false, 2.0,
            List.of(Window.ofDays(Window.Kind.LEARN, days.learn(), days.ends())), List.of(phase),
            List.of(new ProgramDetail.Track(TRACK, "参训教师", "Participant", audience(city, row))),
            new Rules(Map.of(TRACK, new CompletionRule.AllLessons(null)),
                new CreditRule(row.get("category"), new CreditRule.Fixed(CreditHours.ofHundredths(hours.hundredths() / lessons)),
                    List.of(new CreditRule.Cap(CreditRule.Cap.Scope.DAY, DAY))), new CertificateRule(List.of(), "", "GZ"))));
        var places = Integer.parseInt(row.get("places")) * times;
        var provider = row.has("provider") ? organizations.byCode(row.get("provider")).orElseThrow().id() : null;
        return new Offered(offer.offer(new OfferProgram.Definition(term, program, null, provider, row.get("category"), hours, new BigDecimal(row.get("price")),
            places, Integer.parseInt(row.get("waiting")) * times, meetings(row, days))), program, places, row);
    }

    /** On Saturdays, when no special training is held: "2 09:00~12:00" is on the second one of learning. */
    static Meetings meetings(DemoResources.Row row, GuangzhouTerms.Days days) {
        var saturday = days.learn().with(TemporalAdjusters.nextOrSame(DayOfWeek.SATURDAY));
        return row.list("meets").isEmpty() ? Meetings.NONE : Meetings.typed(row.list("meets").stream().map(it -> it.split(" "))
            .map(it -> saturday.plusWeeks(Integer.parseInt(it[0]) - 1L) + " " + it[1]).collect(Collectors.joining(", "))).orElseThrow();
    }

    private static Audience audience(OrganizationCard city, DemoResources.Row row) {
        var parts = new ArrayList<Audience>(List.of(new Audience.Within(List.of(city.path()))));
        if (row.has("stages")) {
            parts.add(new Audience.Stage(row.list("stages")));
        }
        if (row.has("subjects")) {
            parts.add(new Audience.Subject(row.list("subjects")));
        }
        return new Audience.All(parts);
    }
}
