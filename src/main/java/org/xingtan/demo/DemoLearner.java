package org.xingtan.demo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.xingtan.learning.LoadProgress;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/** Somebody invented who learns: his account, and the one session that may live. */
public final class DemoLearner {

    final TeacherId id;
    final String name;
    final @Nullable String document;
    final DemoUnit unit;
    final DemoLedger account;
    final String device;
    /** The session that the next one ends. */
    LoadProgress.@Nullable Played live;
    Instant freeFrom = Instant.EPOCH;

    public DemoLearner(DemoPerson person, OrganizationId jurisdiction, String device) {
        var number = person.row().document();
        this.id = person.id();
        this.name = person.row().name();
        this.document = number == null ? null : number.masked();
        this.unit = person.unit();
        this.account = new DemoLedger(id, jurisdiction);
        this.device = device;
    }
}
