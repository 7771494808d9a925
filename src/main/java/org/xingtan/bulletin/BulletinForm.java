package org.xingtan.bulletin;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.xingtan.directory.OrganizationCard;

/**
 * The form that begins a bulletin.
 *
 * @param id       of the bulletin to be: sent twice, it is made once
 * @param subjects what the authority can give figures of
 */
public record BulletinForm(BulletinId id, OrganizationCard unit, List<OrganizationCard> authorities, List<NamedSubject> subjects, LocalDate today) {

    public static final int DEEPEST = 3;

    /** How many levels below may be asked for. */
    public List<Integer> depths() {
        return IntStream.rangeClosed(1, DEEPEST).boxed().toList();
    }
}
