package org.xingtan.showcase;

import java.time.Instant;
import java.util.UUID;
import org.xingtan.platform.Localized;

/** One move of a case. */
public record CaseStep(int version, Act act, Localized unit, String reason, UUID movedBy, String movedByName, Instant movedAt) {

    /** What was done. */
    public enum Act { SUBMITTED, FORWARDED, RETURNED, PUBLISHED, WITHDRAWN }
}
