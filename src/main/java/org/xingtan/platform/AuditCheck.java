package org.xingtan.platform;

import java.util.List;

/** One law proved on live data by {@code bin/audit}. Each module brings its own. */
public interface AuditCheck {

    /** What is checked, e.g. {@code ledger.recomputation}. */
    String name();

    /**
     * @param repair true to run what a crash left undone; never to change what somebody wrote
     * @return one sentence per finding; empty when the law holds
     */
    List<String> findings(boolean repair);
}
