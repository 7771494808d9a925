package org.xingtan.home;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.Role;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Task;
import org.xingtan.platform.Window;
import org.xingtan.program.ProgramDetail;
import org.xingtan.report.Figures;

/**
 * The console's start: which unit somebody acts for, and how each open program goes there.
 *
 * @param posts   what the person is appointed to and can look at
 * @param chosen  the one he acts in
 * @param duties  what the person's offices ask of him today
 * @param outlook one line per open program
 */
public record ConsoleView(List<Post> posts, Post chosen, List<TodoItem> duties, List<Outlook> outlook) {

    /** An appointment: a role in a unit. */
    public record Post(Role role, OrganizationId organization, Localized name) {

        /** Whether there is something to look at in the console; for the other roles their work comes with a later part. */
        public boolean hasConsole() {
            return role.allows(Task.VIEW_STATISTICS);
        }

        /** Where his work in the console begins; null when there is none yet. */
        public @Nullable String href() {
            if (hasConsole()) {
                return "/console?organization=" + organization;
            }
            return role.allows(Task.SETTLE_FEES) ? "/console/fee" : role.allows(Task.REVIEW_COURSES) ? "/console/course-reviews"
                : role.allows(Task.REPORT_HOURS) ? "/console/recognition/imports" : null;
        }
    }

    /**
     * A program in the chosen unit.
     *
     * @param window the one that is open now; null when none is
     */
    public record Outlook(ProgramDetail program, @Nullable Window window, Figures figures) {

        public long notStarted() {
            return Math.max(0, figures.eligible() - figures.started());
        }

        public long underWay() {
            return Math.max(0, figures.started() - figures.completed());
        }
    }

    /** The address of a list of people in the chosen unit, or of its figures. */
    public String href(String page, ProgramDetail program) {
        return page + "?organization=" + chosen.organization() + "&program=" + program.id();
    }
}
