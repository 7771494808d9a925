package org.xingtan.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xingtan.certificate.CertificateCard;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.PersonCard;
import org.xingtan.learning.Standing;
import org.xingtan.ledger.Receipt;
import org.xingtan.monitoring.PeopleList;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Verdict;
import org.xingtan.program.ProgramDetail;

/**
 * One person as an administrator of his unit sees him.
 *
 * @param trail    from the top of the reader's scope down to the person's unit
 * @param partTime where he is employed beside it
 * @param taking   the programs he takes part in, the newest first
 * @param missing  the open programs he has not joined
 * @param asOf     the instant the page is true for
 */
public record TeacherView(PersonCard person, List<OrganizationCard> trail, List<OrganizationCard> partTime, List<Taking> taking, List<Missing> missing, Instant asOf) {

    /**
     * A program he takes part in.
     *
     * @param standing    the same that he sees himself
     * @param certificate the valid one, else the newest; null when there never was one
     * @param receipts    the newest entries of the ledger
     * @param more        whether there are older ones
     */
    public record Taking(Standing.InProgram standing, @Nullable CertificateCard certificate, List<Receipt> receipts, boolean more) {

        public Localized track() {
            return PeopleList.trackTitle(standing.program(), standing.participation().track());
        }
    }

    /** A program he has not joined, with what keeps him out or would let him in, per track. */
    public record Missing(ProgramDetail program, Map<String, Verdict> tracks) {

        /** Some track would take him. */
        public boolean eligible() {
            return tracks.values().stream().anyMatch(Verdict::met);
        }
    }
}
