package org.xingtan.showcase;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;

/**
 * What a unit has done well in a program.
 *
 * @param path         where the unit lies
 * @param owner        who publishes the program, and with it the case
 * @param lies         where it waits for a decision; null where nobody has to decide
 * @param decider      who decides on it now: the unit it lies with or, while that one has nobody who may, the nearest above that has somebody
 * @param deciderPath  where that one lies
 * @param submittedBy  who handed it in last
 */
public record TypicalCase(UUID id, ProgramId program, String programTitle, OrganizationId owner, OrganizationId organization, String path, Localized unit,
                          @Nullable OrganizationId lies, @Nullable Localized liesWith, @Nullable OrganizationId decider, @Nullable String deciderPath,
                          State state, CaseText text, @Nullable UUID submittedBy, @Nullable Instant publishedAt, int version) {

    /** What has become of it. */
    public enum State {
        DRAFT("tag-apricot"), WAITING(""), RETURNED("tag-bad"), PUBLISHED("tag-good"), WITHDRAWN("tag-bad");

        private final String tone;

        State(String tone) {
            this.tone = tone;
        }

        public String tone() {
            return tone;
        }

        /** Whether the unit may write it. */
        public boolean isOpen() {
            return this == DRAFT || this == RETURNED;
        }
    }

    /** Whether the next decision is the last. */
    public boolean isAtTheTop() {
        return owner.equals(lies);
    }

    public String href() {
        return "/programs/" + program + "/cases/" + id;
    }

    public String consoleHref() {
        return "/console/cases/" + id;
    }
}
