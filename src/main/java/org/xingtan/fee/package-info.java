/** Who pays for courses with places: payers by category, statements, payments, invoices, refunds, and how all of it adds up. */
@ApplicationModule(displayName = "Fee",
    allowedDependencies = {"platform", "audit", "document", "directory", "program", "enrollment", "ledger", "selection"})
@NullMarked
package org.xingtan.fee;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
