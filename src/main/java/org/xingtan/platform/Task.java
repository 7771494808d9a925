package org.xingtan.platform;

/** What an appointment may allow a person to do with a subtree of organizations. */
public enum Task {
    /** See who works in a unit. */
    VIEW_TEACHERS,
    /** See figures of a unit and its people's progress. */
    VIEW_STATISTICS,
    /** See and print certificates of a unit's people. */
    PRINT_CERTIFICATES,
    /** Revoke and reissue certificates. */
    MANAGE_CERTIFICATES,
    /** Reverse entries of the hours ledger and put them right. */
    CORRECT_HOURS,
    /** Hand out activation codes and reset passwords. */
    MANAGE_ACCOUNTS,
    /** Read the audit trail. */
    VIEW_AUDIT,
    /** Run the platform. */
    OPERATE
}
