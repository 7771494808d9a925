package org.xingtan.audit;

import java.util.List;

/**
 * An entry as it is shown, in the reader's language; acts and facts that no text knows are called as they are stored.
 *
 * @param title of its act
 */
public record AuditLine(AuditEntry entry, String title, List<AuditEntry.Change> changes) {}
