package org.xingtan.appeal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;

/** One kind of what can be appealed against: what there is of it, and what a granted appeal does. */
public interface Matter {

    /** What is offered to a person to choose from. */
    int OFFERED = 30;

    Appeal.Kind kind();

    /** What a person may want to appeal against, the newest first. */
    List<Subject> of(TeacherId teacher);

    /** Empty when it is not the person's. */
    Optional<Subject> find(TeacherId teacher, UUID reference);

    /** The most hours that can be granted; empty where it is not about hours. */
    default Optional<CreditHours> most(TeacherId teacher, UUID reference) {
        return Optional.empty();
    }

    /** All references under which the same thing can have been appealed against: what was decided anew has another one. */
    default Set<UUID> same(TeacherId teacher, UUID reference) {
        return Set.of(reference);
    }

    /** Who has a part in what it is about, besides whoever did what is contested, and so does not decide either. */
    default Set<TeacherId> acted(TeacherId teacher, UUID reference) {
        return Set.of();
    }

    /** The page on which somebody who decides sees all of it; null where there is nothing more to see, or not for him. */
    default @Nullable String look(Actor actor, TeacherId teacher, UUID reference) {
        return null;
    }

    /** Why nothing can come of it any more when it is granted, as the name of a text; null as long as something can. It is granted then all the same: the person hears that he was right. */
    default @Nullable String tooLate(TeacherId teacher, UUID reference) {
        return null;
    }

    /** Writes the outcome to where it belongs, in the transaction of the decision. */
    void grant(Actor actor, Appeal appeal, Remedy remedy);

    /**
     * What is granted.
     *
     * @param hours how many are to count; only of an appeal on hours
     */
    record Remedy(@Nullable CreditHours hours, String reason) {}
}
