package org.xingtan.audit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Scope;

/** What the trail calls by its id has a name for people. Implemented by every module that keeps some. */
public interface AuditNames {

    /** @param targets as in the trail, {@code teacher:018f…}; what has no name here is left out */
    Map<String, Localized> of(Collection<String> targets);

    /** Targets of exactly this name that lie in the scope. */
    List<String> named(String name, Scope scope);
}
