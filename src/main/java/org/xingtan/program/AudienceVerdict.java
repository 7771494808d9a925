package org.xingtan.program;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Scope;

/** Holds an audience against one person, condition by condition. {@link AudienceSql} holds it against all. */
record AudienceVerdict(Candidate person, AudienceNames names) {

    /** The parts that must all hold; none when the audience is everybody. */
    List<Condition> conditions(Audience audience) {
        return audience instanceof Audience.All(var parts)
            ? parts.stream().flatMap(part -> conditions(part).stream()).toList()
            : List.of(condition(audience));
    }

    /** Whether it takes the person: as {@link #conditions} would say, without saying why. */
    boolean holds(Audience audience) {
        return switch (audience) {
            case Audience.All(var parts) -> parts.stream().allMatch(this::holds);
            case Audience.Any(var parts) -> parts.stream().anyMatch(this::holds);
            case Audience.Not(var part) -> hasUnit() && !holds(part);
            case Audience.Stage(var codes) -> isOneOf(codes, person.stage());
            case Audience.Subject(var codes) -> isOneOf(codes, person.subject());
            case Audience.Post(var codes) -> person.posts().stream().anyMatch(codes::contains);
            case Audience.State(var codes) -> isOneOf(codes, person.employmentState());
            case Audience.Kind(var codes) -> isOneOf(codes, person.organizationKind());
            case Audience.Within _, Audience.YearsOfService _ -> condition(audience).met();
            case Audience.Rural _ -> person.rural();
            case Audience.Completed(var program) -> hasUnit() && person.completed().contains(program);
        };
    }

    Condition condition(Audience audience) {
        return switch (audience) {
            case Audience.All(var parts) -> {
                var conditions = conditions(parts);
                yield Condition.nested("audience.all", conditions.stream().allMatch(Condition::met), conditions);
            }
            case Audience.Any(var parts) when parts.size() == 1 -> condition(parts.getFirst());
            case Audience.Any(var parts) -> {
                var conditions = conditions(parts);
                yield Condition.nested("audience.any", conditions.stream().anyMatch(Condition::met), conditions);
            }
            case Audience.Not(var part) -> {
                var condition = condition(part);
                yield Condition.nested("audience.not", hasUnit() && !condition.met(), List.of(condition));
            }
            case Audience.Stage(var codes) -> one("audience.stage", AudienceNames.Of.STAGE, codes, person.stage());
            case Audience.Subject(var codes) -> one("audience.subject", AudienceNames.Of.SUBJECT, codes, person.subject());
            case Audience.Post(var codes) -> some("audience.post", AudienceNames.Of.POST, codes, person.posts());
            case Audience.State(var codes) -> one("audience.state", AudienceNames.Of.STATE, codes, person.employmentState());
            case Audience.Kind(var codes) -> one("audience.kind", AudienceNames.Of.KIND, codes, person.organizationKind());
            case Audience.Within(var paths) -> within(paths);
            case Audience.Rural _ -> Condition.of("audience.rural", person.rural());
            case Audience.YearsOfService(var from, var to) -> years(from, to);
            case Audience.Completed(var program) ->
                Condition.of("audience.completed", hasUnit() && person.completed().contains(program), names.program(program));
        };
    }

    private static boolean isOneOf(List<String> codes, @Nullable String has) {
        return has != null && codes.contains(has);
    }

    private List<Condition> conditions(List<Audience> parts) {
        return parts.stream().map(this::condition).toList();
    }

    /** Without a unit a person is in no population, so nothing that is said about the population holds for him. */
    private boolean hasUnit() {
        return person.organizationPath() != null;
    }

    private Condition one(String code, AudienceNames.Of list, List<String> needed, @Nullable String has) {
        return some(code, list, needed, has == null ? List.of() : List.of(has));
    }

    private Condition some(String code, AudienceNames.Of list, List<String> needed, List<String> has) {
        var met = has.stream().anyMatch(needed::contains);
        return Condition.of(code, met, named(list, needed), named(list, has))
            .withNeed(String.join(",", needed), String.join(",", has));
    }

    private List<Localized> named(AudienceNames.Of list, List<String> codes) {
        return codes.isEmpty() ? List.of(names.nothing()) : codes.stream().map(code -> names.of(list, code)).toList();
    }

    private Condition within(List<String> paths) {
        var path = person.organizationPath();
        var met = path != null && new Scope(paths).contains(path);
        return Condition.of("audience.within", met, paths.stream().map(names::unit).toList());
    }

    private Condition years(@Nullable Integer from, @Nullable Integer to) {
        var have = person.yearsOfService();
        var met = have != null && (from == null || have >= from) && (to == null || have <= to);
        var arguments = new Object[] {from == null ? 0 : from, to == null ? 0 : to, have == null ? names.nothing() : have, person.today()};
        var code = to == null ? "audience.years-at-least" : from == null ? "audience.years-at-most" : "audience.years-between";
        return Condition.of(code, met, arguments)
            .withNeed(to == null ? from + "" : from == null ? to + "" : from + "-" + to, have == null ? "0" : have.toString());
    }
}
