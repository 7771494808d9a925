package org.xingtan.notice;

import java.util.List;
import java.util.UUID;

/** What is held under a notice. Modules above implement it, so that a notice leads to what comes of it. */
public interface UnderNotice {

    /** @param href where it is, within this platform */
    record Held(String title, String href) {}

    List<Held> under(UUID notice);
}
