package org.xingtan.bulletin;

import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Verdict;

/**
 * What the author says.
 *
 * @param rankingReason null unless units are to be ranked, which nobody is asked to do and must be reasoned
 */
public record BulletinText(String title, String body, @Nullable String rankingReason) {

    public static final int TITLE = 120;
    public static final int BODY = 5_000;
    public static final int REASON = 200;

    /** As a form sends it. */
    static BulletinText of(String title, String body, @Nullable String ranking, String rankingReason) {
        return new BulletinText(title.strip(), body.strip(), ranking == null ? null : rankingReason.strip());
    }

    static BulletinText of(Bulletin bulletin) {
        return new BulletinText(bulletin.title(), bulletin.body(), bulletin.rankingReason());
    }

    Verdict verdict() {
        return Verdict.of(
            Condition.of("bulletin.title", !title.isEmpty() && title.length() <= TITLE, TITLE),
            Condition.of("bulletin.body", body.length() <= BODY, BODY),
            Condition.of("bulletin.ranking", rankingReason == null || rankingReason.length() >= 4 && rankingReason.length() <= REASON, 4, REASON));
    }
}
