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
    /** Bring people into units and take them out: import rosters, answer transfers, verify real names. */
    MANAGE_ROSTER,
    /** Declare who holds which post, confirm or refuse the identities people claim. */
    MANAGE_CENSUS,
    /** Appoint others, hand appointments over and end them; keep the tree of units. */
    MANAGE_APPOINTMENTS,
    /** Write notices and programs, publish them, extend their windows. */
    MANAGE_PROGRAMS,
    /** Make courses, lessons and question banks. */
    MANAGE_COURSES,
    /** Judge courses of others before they are published. */
    REVIEW_COURSES,
    /** Remind people of what they have not done yet. */
    REMIND,
    /** Publish bulletins and collect reports. */
    PUBLISH_BULLETINS,
    /** Answer questions and keep the directory of help. */
    ANSWER_QUESTIONS,
    /** Decide appeals. */
    DECIDE_APPEALS,
    /** Judge hours that people have from outside the platform, and keep the kinds of them. */
    REVIEW_RECOGNITIONS,
    /** Bring in the hours of people who were trained elsewhere, from a workbook. */
    REPORT_HOURS,
    /** See which courses one's own unit gives, as a provider. */
    GIVE_COURSES,
    /** Plan school-based study, hold its events, confirm the plans of the units below. */
    MANAGE_STUDY,
    /** See to the safety of what a unit holds in person; of an authority, say what is asked of those below. */
    KEEP_SAFETY,
    /** See who of a unit has to be away when, and say who takes his lessons then. */
    ARRANGE_COVER,
    /** Pass applications for trainings on, return or reject them, admit people. */
    REVIEW_APPLICATIONS,
    /** See what units owe for courses and what they have paid. */
    VIEW_FEES,
    /** Ask for invoices in a unit's name. */
    ASK_FOR_INVOICES,
    /** Say who pays, issue statements, record payments, write invoices, approve and pay out refunds. */
    SETTLE_FEES,
    /** Read the audit trail. */
    VIEW_AUDIT,
    /** Run the platform. */
    OPERATE
}
