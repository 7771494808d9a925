package org.xingtan.program;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who may take part. One definition gives both a verdict for a person ({@link Eligibility}) and a set-based condition for
 * a population ({@link AudienceSql}); a property test holds the two equal.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Audience.All.class, name = "all"),
    @JsonSubTypes.Type(value = Audience.Any.class, name = "any"),
    @JsonSubTypes.Type(value = Audience.Not.class, name = "not"),
    @JsonSubTypes.Type(value = Audience.Stage.class, name = "stage"),
    @JsonSubTypes.Type(value = Audience.Subject.class, name = "subject"),
    @JsonSubTypes.Type(value = Audience.Post.class, name = "post"),
    @JsonSubTypes.Type(value = Audience.State.class, name = "state"),
    @JsonSubTypes.Type(value = Audience.Kind.class, name = "kind"),
    @JsonSubTypes.Type(value = Audience.Within.class, name = "within"),
    @JsonSubTypes.Type(value = Audience.Rural.class, name = "rural"),
    @JsonSubTypes.Type(value = Audience.YearsOfService.class, name = "years-of-service"),
    @JsonSubTypes.Type(value = Audience.Completed.class, name = "completed")
})
public sealed interface Audience {

    /** Every part holds; with no part, everybody with a current unit. */
    record All(List<Audience> parts) implements Audience {}

    /** At least one part holds; with no part, nobody. */
    record Any(List<Audience> parts) implements Audience {}

    record Not(Audience part) implements Audience {}

    record Stage(List<String> codes) implements Audience {}

    record Subject(List<String> codes) implements Audience {}

    /** Holds at least one of these posts. */
    record Post(List<String> codes) implements Audience {}

    /** Employment state: {@code ACTIVE}, {@code SECONDED}, {@code ON_LEAVE}. */
    record State(List<String> codes) implements Audience {}

    /** The unit is of one of these kinds. */
    record Kind(List<String> codes) implements Audience {}

    /** The unit lies in one of these subtrees, given by ltree paths. */
    record Within(List<String> paths) implements Audience {}

    /** The unit is a rural school. */
    record Rural() implements Audience {}

    /** Whole years of service on the reference day, both ends inclusive; null leaves an end open. */
    record YearsOfService(@Nullable Integer from, @Nullable Integer to) implements Audience {}

    /** Has completed an earlier program. */
    record Completed(UUID program) implements Audience {}

    /** The same, of units that lie elsewhere since. @param paths by those of before */
    default Audience moved(Map<String, String> paths) {
        return switch (this) {
            case All(var parts) -> new All(parts.stream().map(it -> it.moved(paths)).toList());
            case Any(var parts) -> new Any(parts.stream().map(it -> it.moved(paths)).toList());
            case Not(var part) -> new Not(part.moved(paths));
            case Within(var places) -> new Within(places.stream().map(it -> paths.getOrDefault(it, it)).distinct().toList());
            case Stage _, Subject _, Post _, State _, Kind _, Rural _, YearsOfService _, Completed _ -> this;
        };
    }
}
