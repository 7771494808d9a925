package org.xingtan.directory;

import static org.xingtan.platform.Task.ANSWER_QUESTIONS;
import static org.xingtan.platform.Task.ARRANGE_COVER;
import static org.xingtan.platform.Task.ASK_FOR_INVOICES;
import static org.xingtan.platform.Task.CORRECT_HOURS;
import static org.xingtan.platform.Task.DECIDE_APPEALS;
import static org.xingtan.platform.Task.GIVE_COURSES;
import static org.xingtan.platform.Task.KEEP_SAFETY;
import static org.xingtan.platform.Task.MANAGE_ACCOUNTS;
import static org.xingtan.platform.Task.MANAGE_APPOINTMENTS;
import static org.xingtan.platform.Task.MANAGE_CENSUS;
import static org.xingtan.platform.Task.MANAGE_CERTIFICATES;
import static org.xingtan.platform.Task.MANAGE_COURSES;
import static org.xingtan.platform.Task.MANAGE_PROGRAMS;
import static org.xingtan.platform.Task.MANAGE_ROSTER;
import static org.xingtan.platform.Task.MANAGE_STUDY;
import static org.xingtan.platform.Task.PRINT_CERTIFICATES;
import static org.xingtan.platform.Task.PUBLISH_BULLETINS;
import static org.xingtan.platform.Task.REMIND;
import static org.xingtan.platform.Task.REPORT_HOURS;
import static org.xingtan.platform.Task.REVIEW_APPLICATIONS;
import static org.xingtan.platform.Task.REVIEW_COURSES;
import static org.xingtan.platform.Task.REVIEW_RECOGNITIONS;
import static org.xingtan.platform.Task.SETTLE_FEES;
import static org.xingtan.platform.Task.VIEW_AUDIT;
import static org.xingtan.platform.Task.VIEW_FEES;
import static org.xingtan.platform.Task.VIEW_STATISTICS;
import static org.xingtan.platform.Task.VIEW_TEACHERS;

import java.util.Set;
import org.xingtan.platform.Task;

/** What a person can be appointed to, and what that allows in the subtree of the appointment. */
public enum Role {

    TRAINING_ADMINISTRATOR(
        VIEW_TEACHERS, MANAGE_ROSTER, MANAGE_CENSUS, MANAGE_ACCOUNTS, MANAGE_APPOINTMENTS,
        MANAGE_PROGRAMS, MANAGE_COURSES, VIEW_STATISTICS, REMIND, PUBLISH_BULLETINS, ANSWER_QUESTIONS,
        PRINT_CERTIFICATES, MANAGE_CERTIFICATES, CORRECT_HOURS, DECIDE_APPEALS,
        REVIEW_RECOGNITIONS, REVIEW_APPLICATIONS, REPORT_HOURS, GIVE_COURSES, MANAGE_STUDY, KEEP_SAFETY, ARRANGE_COVER, VIEW_FEES, ASK_FOR_INVOICES),
    PRINCIPAL(
        VIEW_TEACHERS, VIEW_STATISTICS, REMIND, PRINT_CERTIFICATES, REVIEW_RECOGNITIONS, REVIEW_APPLICATIONS, MANAGE_STUDY, KEEP_SAFETY,
        ARRANGE_COVER, VIEW_FEES),
    OPERATOR(Task.values()),
    AUDITOR(VIEW_TEACHERS, VIEW_STATISTICS, VIEW_AUDIT, VIEW_FEES),
    FINANCE(VIEW_FEES, ASK_FOR_INVOICES, SETTLE_FEES),
    EXPERT(REVIEW_COURSES),
    REVIEWER,
    PROVIDER_STAFF(REPORT_HOURS, GIVE_COURSES, KEEP_SAFETY);

    /** Kinds of units that give courses to people of others. */
    public static final Set<String> GIVERS = Set.of("PROVIDER", "UNIVERSITY", "DEVELOPMENT_CENTER");

    private final Set<Task> tasks;

    Role(Task... tasks) {
        this.tasks = Set.of(tasks);
    }

    public boolean allows(Task task) {
        return tasks.contains(task);
    }

    /**
     * Whether an appointment over a unit of that kind allows it: whoever is in charge of a city gives none of its providers' courses, and whoever is a provider's
     * staff sees to the safety of what that one gives.
     */
    boolean allows(Task task, String kind) {
        return allows(task) && (GIVERS.contains(kind) || task != GIVE_COURSES && (task != KEEP_SAFETY || this != PROVIDER_STAFF));
    }

    /** Whether whoever holds this one may appoint others to that one: auditors and operators are appointed by operators alone. */
    public boolean mayGive(Role other) {
        return allows(MANAGE_APPOINTMENTS) && (this == OPERATOR || other != OPERATOR && other != AUDITOR);
    }
}
