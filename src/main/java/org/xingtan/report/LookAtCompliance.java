package org.xingtan.report;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Vocabulary;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.CategoryNames;
import org.xingtan.ledger.Requirements;
import org.xingtan.monitoring.Units;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.platform.reading.Reading;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.web.Texts;
import org.xingtan.standing.CountAfterwards;
import org.xingtan.standing.LinesMet;
import org.xingtan.standing.Standing;
import org.xingtan.standing.Standings;
import org.xingtan.standing.Years;

/** Use case: somebody looks at who of his people meets what the year asks, down to whoever lacks what. */
@Component
public class LookAtCompliance {

    private static final int PEOPLE = 50;
    private static final int AT_ONCE = 2_000;

    private final Access access;
    private final Units units;
    private final ComplianceQueries queries;
    private final Years years;
    private final OneRead read;
    private final Asked asked;

    LookAtCompliance(Access access, Units units, ComplianceQueries queries, Years years, OneRead read, Asked asked) {
        this.access = access;
        this.units = units;
        this.queries = queries;
        this.years = years;
        this.read = read;
        this.asked = asked;
    }

    /** What is asked, and where people stand. */
    @Component
    record Asked(Requirements requirements, CategoryNames names, Standings standings, CountAfterwards afterwards, Vocabulary vocabulary, LeftOut excluded, Clock clock) {}

    /** @param standing of the person, in the year */
    public record Row(ComplianceQueries.Lacking person, Standing standing) {}

    /** Which people are asked for: those who do not meet a line, of one stage or of any. */
    record Question(@Nullable String line, @Nullable String stage) {}

    /**
     * @param line   what these people do not meet
     * @param stage  in which they teach; null for everybody
     * @param stages that may be asked for
     * @param reminds whether the reader may remind these people
     * @param next   id of the reminder that would be sent: sent twice it is one
     */
    public record People(Compliance of, Compliance.Line line, Vocabulary.@Nullable Term stage, List<Vocabulary.Term> stages, Page<Row> page, boolean reminds, UUID next) {

        /** The same list, of another stage or another line. */
        public String asks(String code, @Nullable String other) {
            return of.asks(of.unit(), code, other);
        }

        public @Nullable String stageCode() {
            return stage == null ? null : stage.code();
        }

        /** How many of all stages do not meet the line. */
        public long missing() {
            var rate = of.met().of(line.code());
            return rate.denominator() - rate.numerator();
        }

        /** Whether more are on it, as far as they are counted, than are reminded together; those of one stage are not. */
        public boolean isLong() {
            return stage == null && missing() > RemindLacking.MOST;
        }

        ComplianceQueries.Who who() {
            return new ComplianceQueries.Who(line.code(), stageCode());
        }
    }

    Compliance at(Actor actor, @Nullable String organization, @Nullable Integer year) {
        return seen(actor, organization, unit -> view(unit, years.of(year), trail(actor, unit)));
    }

    /** The same without the way down to the unit, which no other system asks for. */
    Compliance figures(Actor actor, @Nullable String organization, @Nullable Integer year) {
        return seen(actor, organization, unit -> view(unit, years.of(year), List.of()));
    }

    /** Whoever asks for what is not his is told so, and it is written down, which no read may do. */
    private <T> T seen(Actor actor, @Nullable String organization, Function<OrganizationCard, T> reads) {
        var found = read.of(() -> units.seen(actor, Task.VIEW_STATISTICS, organization).map(reads));
        if (found.isEmpty()) {
            units.require(actor, Task.VIEW_STATISTICS, organization);
        }
        return found.orElseThrow(() -> new NotFound(String.valueOf(organization)));
    }

    private List<OrganizationCard> trail(Actor actor, OrganizationCard unit) {
        return units.trail(unit, access.scope(actor, Task.VIEW_STATISTICS));
    }

    private Compliance view(OrganizationCard unit, int year, List<OrganizationCard> trail) {
        var found = read.of(found(unit, year));
        var figures = found.figures;
        var children = found.children;
        return new Compliance(asked.clock.instant(), year, trail, unit, figures.reach(), lines(unit, year, figures), figures.of(unit.id()),
            children.stream().map(child -> new Compliance.Part(child, figures.of(child.id()))).filter(part -> part.met().asked() > 0).toList(),
            children.isEmpty() ? null : some(figures.of("OWN")), some(figures.of("ELSEWHERE")), some(figures.of("BEFORE")) == null ? null : before(figures),
            found.excluded, found.counting);
    }

    private static Compliance.@Nullable Met some(Compliance.Met met) {
        return met.asked() == 0 ? null : met;
    }

    private record Found(List<OrganizationCard> children, ComplianceQueries.Read figures, Map<LeftOut.Why, Long> excluded, boolean counting) {}

    /** On one way to the database. Of a year that is over one finds out first to whom it stays. */
    private Reading<Found> found(OrganizationCard unit, int year) {
        var over = years.isOver(year);
        var figures = ComplianceQueries.figures(unit, year, over, over ? queries.before(unit.id(), unit.path(), year) : List.of());
        var both = over ? figures.as(it -> Map.entry(it, read.of(asked.excluded.count(unit, it.reach(), year))))
            : figures.and(asked.excluded.count(unit, ComplianceQueries.Reach.NOW, year), Map::entry);
        return both.and(OrganizationCard.below(unit.id()).and(asked.afterwards.goingOn(unit.path(), year), Map::entry),
            (counted, around) -> new Found(around.getKey(), counted.getKey(), counted.getValue(), around.getValue()));
    }

    private Compliance.Before before(ComplianceQueries.Read figures) {
        return new Compliance.Before(figures.reach().before().stream().map(units::get).map(it -> new Localized(it.name(), it.nameEn())).toList(), figures.of("BEFORE"));
    }

    /** As the authority names them that asks, or has asked; of several by the usual names. What nobody here is asked for is no line. */
    private List<Compliance.Line> lines(OrganizationCard unit, int year, ComplianceQueries.Read figures) {
        var met = figures.of(unit.id());
        var before = figures.reach().before();
        var requirement = before.isEmpty() ? asked.requirements.inForce(unit.path(), year)
            : before.size() > 1 || figures.of("BEFORE").asked() < met.asked() ? Optional.<AnnualRequirement>empty() : asked.requirements.inForce(before.getFirst(), year);
        var titles = requirement.map(LookAtCompliance::titles).orElse(Map.of());
        var codes = requirement.map(LookAtCompliance::asked).orElseGet(() -> met.askedFor().keySet().stream().sorted());
        return Stream.concat(Stream.of(LinesMet.ALL, "TOTAL"), codes).distinct().filter(code -> met.askedFor().getOrDefault(code, 0L) > 0)
            .map(code -> new Compliance.Line(code, Optional.ofNullable(titles.get(code)).orElseGet(() -> asked.names.of(code)))).toList();
    }

    private static Stream<String> asked(AnnualRequirement requirement) {
        return Stream.concat(requirement.categories().stream().filter(it -> it.need().hundredths() > 0).map(AnnualRequirement.Category::code),
            requirement.themes().stream().filter(it -> it.need().hundredths() > 0).map(AnnualRequirement.Theme::code));
    }

    private static Map<String, Localized> titles(AnnualRequirement requirement) {
        return Stream.concat(requirement.categories().stream().map(it -> Map.entry(it.code(), it.name())),
            requirement.themes().stream().map(it -> Map.entry(it.code(), it.name()))).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    People lacking(Actor actor, @Nullable String organization, @Nullable Integer year, Question question, @Nullable String after) {
        var stages = asked.vocabulary.stages();
        var stage = question.stage == null || question.stage.isEmpty() ? null
            : stages.stream().filter(it -> it.code().equals(question.stage)).findFirst().orElseThrow(() -> new NotFound("stage"));
        return seen(actor, organization, unit -> {
            var of = view(unit, years.of(year), trail(actor, unit));
            var line = line(of, question.line);
            return new People(of, line, stage, stages, page(of, new ComplianceQueries.Who(line.code(), stage == null ? null : stage.code()), after),
                !of.reach().over() && access.scope(actor, Task.REMIND).contains(unit.path()), Uuids.next());
        });
    }

    /** Who is asked nothing, and therefore in no figure. @throws NotFound for no reason of ours */
    LeftOut.People excluded(Actor actor, @Nullable String organization, @Nullable Integer year, @Nullable String why, @Nullable String after) {
        var which = why == null || why.isEmpty() ? null
            : Stream.of(LeftOut.Why.values()).filter(it -> it.name().equals(why)).findFirst().orElseThrow(() -> new NotFound("why"));
        return seen(actor, organization, unit -> {
            var of = view(unit, years.of(year), trail(actor, unit));
            return new LeftOut.People(of, which, asked.excluded.people(of, which, after, PEOPLE));
        });
    }

    private static Compliance.Line line(Compliance of, @Nullable String code) {
        return of.lines().stream().filter(it -> it.code().equals(code)).findFirst().orElseThrow(() -> new NotFound("line"));
    }

    private Page<Row> page(Compliance of, ComplianceQueries.Who who, @Nullable String after) {
        var page = queries.lacking(of, who, after, PEOPLE);
        var standings = standings(page.items(), of.year());
        return page.map(person -> new Row(person, standings.get(person.teacher())));
    }

    private Map<TeacherId, Standing> standings(List<ComplianceQueries.Lacking> people, int year) {
        var paths = people.stream().collect(Collectors.toMap(ComplianceQueries.Lacking::teacher, ComplianceQueries.Lacking::path));
        return asked.standings.of(paths.keySet(), paths, year);
    }

    /** All of them, but no more than so many, and not how they stand. */
    List<ComplianceQueries.Lacking> people(People list, int most) {
        var people = new ArrayList<ComplianceQueries.Lacking>();
        queries.each(list.of(), list.who(), most, people::add);
        return people;
    }

    /** How each of them stands now. */
    List<Row> rows(List<ComplianceQueries.Lacking> people, int year) {
        var standings = standings(people, year);
        return people.stream().map(person -> new Row(person, standings.get(person.teacher()))).toList();
    }

    /** All of them and how each stands, but no more than so many; for whoever takes the list away. It is read once, and standings of some thousand together. */
    void each(People list, int most, Consumer<Row> reader) {
        var some = new ArrayList<ComplianceQueries.Lacking>(AT_ONCE);
        var year = list.of().year();
        Runnable stand = () -> {
            rows(some, year).forEach(reader);
            some.clear();
        };
        queries.each(list.of(), list.who(), most, person -> {
            some.add(person);
            if (some.size() == AT_ONCE) {
                stand.run();
            }
        });
        stand.run();
    }
}
