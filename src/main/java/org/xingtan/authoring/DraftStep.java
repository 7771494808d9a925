package org.xingtan.authoring;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.xingtan.platform.NotFound;

/** What of a draft is written where, in the order in which one would. */
public enum DraftStep {

    BASICS, WINDOWS, CONTENT, TRACKS, CREDIT, CHECK;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A change of what is out is about its rules and audiences. */
    public static List<DraftStep> of(DraftCard draft) {
        return draft.isChange() ? List.of(TRACKS, CREDIT, CHECK) : List.of(values());
    }

    static DraftStep of(String code, DraftCard draft) {
        return Arrays.stream(values()).filter(it -> it.code().equals(code) && of(draft).contains(it)).findFirst().orElseThrow(() -> new NotFound(code));
    }
}
