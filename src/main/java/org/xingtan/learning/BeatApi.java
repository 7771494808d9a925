package org.xingtan.learning;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.ledger.Receipt;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.FrequentPost;
import tools.jackson.databind.json.JsonMapper;

/** Beats of the player and of other systems: nothing comes more often. */
@Component
class BeatApi extends FrequentPost<Beat> {

    private final TakeBeat takeBeat;

    BeatApi(TakeBeat takeBeat, JsonMapper json) {
        super("/api/v1/learning-sessions/{session}/beats", Beat.class, json);
        this.takeBeat = takeBeat;
    }

    /** What a beat has just brought, in short; the whole receipt is in {@code /me/receipts}. */
    record ReceiptJson(UUID id, String source, String reference, String title, String earned, String credited, int ruleVersion) {

        static ReceiptJson of(Receipt receipt) {
            return new ReceiptJson(receipt.id(), receipt.source(), receipt.reference(), receipt.title(), receipt.earned().toString(),
                receipt.credited().toString(), receipt.ruleVersion());
        }
    }

    record Taken(int covered, int duration, boolean complete, List<BeatLaw.Refusal> refused, @Nullable ReceiptJson receipt) {}

    @Override
    protected Answered answer(Actor actor, String session, Beat beat) {
        var taken = takeBeat.take(actor.teacher(), Uuids.parse(session), beat);
        var after = taken.session();
        if (after.endedAt() != null) {
            throw new Problem(409, "learning.taken-over", String.valueOf(after.endedBy()), after.endedAt())
                .with("endedBy", String.valueOf(after.endedBy())).with("at", Dates.rfc3339(after.endedAt())).with("covered", taken.covered());
        }
        return new Answered(200, new Taken(taken.covered(), taken.duration(), taken.complete(), taken.refused(), taken.receipt().map(ReceiptJson::of).orElse(null)));
    }
}
