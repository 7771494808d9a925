package org.xingtan.authoring;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.ProgramId;

/**
 * A draft and what it is for.
 *
 * @param program   the published program that it changes, or that came of it; null for what is not out yet
 * @param base      version of the rules that it changes; null for a new program
 * @param version   grows by one with each change
 * @param published when it was; null while it is a draft
 */
public record DraftCard(UUID id, OrganizationCard owner, Kind kind, @Nullable ProgramId program, @Nullable Integer base, ProgramDraft content,
                        int version, String lastAct, Instant changedAt, @Nullable Instant published) {

    /** A new program, a change of one that is out, or what new ones begin with. */
    public enum Kind { PROGRAM, CHANGE, TEMPLATE }

    /** Windows, contents and basics of what is out stay as they are; only rules and audiences get new versions. */
    public boolean isChange() {
        return kind == Kind.CHANGE;
    }

    public String href() {
        return "/console/programs/drafts/" + id;
    }

    /** Names the program for good; nobody has to think of one. */
    String code() {
        return "P-" + id.toString().substring(24).toUpperCase(Locale.ROOT);
    }
}
