package org.xingtan.enrollment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.notice.NoticeCard;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Window;
import org.xingtan.program.ProgramDetail;

/**
 * The page of a program.
 *
 * @param when          whether something can be learned now
 * @param window        the learning window to show
 * @param participation the reader's; null when he does not take part
 * @param identity      what his unit says to the identity he takes part on
 * @param credit        what a lesson is worth, certificate and caps, sentence by sentence
 * @param parentCap     whether the hours count inside the parent's cap, in words
 */
public record ProgramPage(ProgramDetail program, Localized owner, Condition when, @Nullable Window window, List<TrackRow> tracks,
                          @Nullable Participation participation, IdentityCheck identity, @Nullable NoticeCard notice, @Nullable ProgramDetail parent,
                          List<Child> children, List<String> credit, @Nullable String parentCap) {

    /** A program that is part of this one, and the words on whether it counts inside the cap. */
    public record Child(ProgramRow row, @Nullable String parentCap) {}

    public @Nullable TrackRow mine() {
        return tracks.stream().filter(TrackRow::mine).findFirst().orElse(null);
    }
}
