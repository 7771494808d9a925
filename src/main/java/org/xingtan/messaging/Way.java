package org.xingtan.messaging;

/** How a letter leaves the platform. */
public enum Way {
    /** To the address the person has confirmed. */
    EMAIL,
    /** To the telephone in the unit's roster. */
    SMS,
    /** To an address that the person says is his, to see whether it is. */
    CONFIRMATION
}
