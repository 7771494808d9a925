/** The demo that a first start loads. */
@ApplicationModule(displayName = "Demo", allowedDependencies = {"platform", "audit", "document", "directory", "identity", "catalog", "course", "notice", "program", "enrollment", "ledger", "certificate", "quiz", "learning", "tally", "census", "qualification", "roster", "appeal", "messaging", "support", "summary", "bulletin", "discussion", "showcase"})
@NullMarked
package org.xingtan.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
