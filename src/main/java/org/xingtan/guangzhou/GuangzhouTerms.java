package org.xingtan.guangzhou;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.xingtan.demo.DemoPart;
import org.xingtan.demo.DemoPerson;
import org.xingtan.demo.DemoResources;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Window;
import org.xingtan.selection.DefineTerm;
import org.xingtan.selection.LoadChoices;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.TermId;

/** Two terms: one in which courses are chosen now, and one that is learned now; some people have chosen already. */
@Component
@Order(20)
class GuangzhouTerms implements DemoPart {

    static final String CITY = "440100";
    private static final String NOTICE = "穗教发〔2022〕（示例）";
    private static final int MOST = 6;
    /** Courses of the term that is learned now. */
    private static final int LEARNED = 30;

    /**
     * The windows of a term, from the first day of choosing: in the notice 03-15 to 03-29 with a stage for those who have chosen too little,
     * whose days it leaves open, and 04-20 to 06-20 for learning.
     */
    record Days(LocalDate opens) {

        LocalDate learn() {
            return opens.plusDays(36);
        }

        LocalDate ends() {
            return opens.plusDays(97);
        }

        List<Window> windows() {
            return List.of(
                Window.ofDays(Window.Kind.SELECT, opens, opens.plusDays(10)),
                Window.ofDays(Window.Kind.MAKEUP, opens.plusDays(11), opens.plusDays(14)),
                Window.ofDays(Window.Kind.LEARN, learn(), ends()));
        }
    }

    private final DefineTerm terms;
    private final GuangzhouOfferings offerings;
    private final GuangzhouLearning learning;
    private final LoadChoices choices;
    private final Organizations organizations;
    private final Clock clock;

    GuangzhouTerms(DefineTerm terms, GuangzhouOfferings offerings, GuangzhouLearning learning, LoadChoices choices, Organizations organizations, Clock clock) {
        this.terms = terms;
        this.offerings = offerings;
        this.learning = learning;
        this.choices = choices;
        this.organizations = organizations;
        this.clock = clock;
    }

    @Override
    public void load(List<DemoPerson> people) {
        var city = organizations.byCode(CITY).orElseThrow();
        var here = people.stream().filter(person -> person.unit().path().startsWith(city.path() + ".") && person.isInService()
            && person.holdsAny(List.of("CLASSROOM_TEACHER", "HOMEROOM_TEACHER"))).toList();
        var today = LocalDate.now(clock.withZone(Window.ZONE));
        var rows = DemoResources.table("offerings.tsv");
        var chosen = new Days(today.minusDays(5));
        var learned = new Days(today.minusDays(66));
        var now = term(city.id(), "2202期", "第二期继续教育课程", "Courses of the second term", chosen);
        var before = term(city.id(), "2201期", "第一期继续教育课程", "Courses of the first term", learned);
        var instant = clock.instant();
        choose(here, offerings.offer(now, city, rows, "2202", chosen, 3).stream().map(GuangzhouOfferings.Offered::id).toList(), 4, instant, new Random(2202));
        learning.load(here, offerings.offer(before, city, rows.subList(0, LEARNED), "2201", learned, 8), instant.minusSeconds(86_400L * 60));
    }

    private TermId term(OrganizationId city, String code, String title, String titleEn, Days days) {
        var id = terms.define(new DefineTerm.Definition(city, code, new Localized(title, titleEn), NOTICE, MOST, days.windows()));
        terms.publish(id);
        return id;
    }

    /** The first courses are the ones that everybody wants. */
    private void choose(List<DemoPerson> people, List<OfferingId> offered, int most, Instant at, Random random) {
        var wanted = new ArrayList<LoadChoices.Wanted>();
        for (var person : people) {
            for (var i = 0; i < random.nextInt(most + 1); i++) {
                var which = (int) (offered.size() * Math.pow(random.nextDouble(), 2.8));
                wanted.add(new LoadChoices.Wanted(person.id(), offered.get(which), at));
            }
        }
        choices.load(wanted);
    }
}
