package org.xingtan.selection;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Duties.Duty;
import org.xingtan.platform.Window;

/** The terms in which somebody can choose courses now, as something to do: every start page asks, and nothing is read for it. */
@Component
public class ChoosingTerms {

    private final Terms terms;

    ChoosingTerms(Terms terms) {
        this.terms = terms;
    }

    /** @param path where the person's unit lies in the tree; null for none */
    public List<Duty> of(@Nullable String path, Instant now) {
        return terms.all().values().stream().filter(term -> term.isOfferedTo(path)).flatMap(term -> term.choosing().stream()
            .filter(window -> window.contains(now)).map(window -> duty(term, window))).toList();
    }

    private static Duty duty(Term term, Window window) {
        return new Duty("selection.duty", List.of(term.title(), term.code()), "selection.duty.about", "book", window.closes(), "/selection/terms/" + term.id());
    }
}
