package org.xingtan.safety;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Problem;

/** Somebody has changed something on a checklist that another one has changed meanwhile: nothing of it is kept, and he has it before him again with what the other one has said. */
public class Overtaken extends Problem {

    private final transient Meanwhile meanwhile;

    Overtaken(Meanwhile meanwhile) {
        super(409, "error.changed-meanwhile");
        this.meanwhile = meanwhile;
    }

    public Meanwhile meanwhile() {
        return meanwhile;
    }

    /**
     * What stands now, and what was typed over it.
     *
     * @param checklist as it is shown again: what was typed where it differs, what stands now where it was left; sent once more it is kept
     * @param items     as they stand now, which both have changed
     * @param named     whether both have named somebody
     * @param who       who is named now; nobody when that was taken back
     */
    public record Meanwhile(Checklist checklist, List<Checklist.Item> items, boolean named, Occasion.@Nullable Responsible who) {

        public Optional<Checklist.Item> of(String code) {
            return items.stream().filter(it -> it.code().equals(code)).findFirst();
        }

        boolean isAny() {
            return named || !items.isEmpty();
        }
    }
}
