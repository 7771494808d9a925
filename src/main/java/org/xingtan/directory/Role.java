package org.xingtan.directory;

import static org.xingtan.platform.Task.CORRECT_HOURS;
import static org.xingtan.platform.Task.MANAGE_ACCOUNTS;
import static org.xingtan.platform.Task.MANAGE_CERTIFICATES;
import static org.xingtan.platform.Task.PRINT_CERTIFICATES;
import static org.xingtan.platform.Task.VIEW_AUDIT;
import static org.xingtan.platform.Task.VIEW_STATISTICS;
import static org.xingtan.platform.Task.VIEW_TEACHERS;

import java.util.Set;
import org.xingtan.platform.Task;

/** What a person can be appointed to, and what that allows in the subtree of the appointment. */
public enum Role {

    TRAINING_ADMINISTRATOR(VIEW_TEACHERS, VIEW_STATISTICS, PRINT_CERTIFICATES, MANAGE_CERTIFICATES, CORRECT_HOURS, MANAGE_ACCOUNTS),
    PRINCIPAL(VIEW_TEACHERS, VIEW_STATISTICS, PRINT_CERTIFICATES),
    OPERATOR(Task.values()),
    AUDITOR(VIEW_TEACHERS, VIEW_STATISTICS, VIEW_AUDIT),
    FINANCE,
    EXPERT,
    REVIEWER,
    PROVIDER_STAFF;

    private final Set<Task> tasks;

    Role(Task... tasks) {
        this.tasks = Set.of(tasks);
    }

    public boolean allows(Task task) {
        return tasks.contains(task);
    }
}
