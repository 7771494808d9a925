package org.xingtan.qualification;

import java.util.List;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.web.Page;

/**
 * The page of a list.
 *
 * @param count one more than {@link #COUNTED} when there are more than that
 */
public record NeedsView(NeedList list, List<OrganizationCard> trail, List<Kind> kinds, int count, Page<NeedList.Row> page, boolean keeps) {

    public static final int COUNTED = NeedQueries.COUNTED;

    public Localized title(String kind) {
        return Kinds.title(kinds, kind);
    }
}
