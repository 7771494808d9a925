package org.xingtan.document;

import org.jspecify.annotations.Nullable;
import org.xingtan.platform.TeacherId;

/** The people who give files, for whom this module has no more than ids. The module that reaches people implements it. */
public interface FileGivers {

    /** Path of the unit whose trail has what is done with their files; null when there is none. */
    @Nullable String path(TeacherId giver);

    /** In the caller's transaction: a virus was found in what that person gave. */
    void tell(TeacherId giver, DocumentCard file);
}
