package org.xingtan.messaging;

import java.time.Instant;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import org.xingtan.platform.Window;

/**
 * How somebody wants to be told.
 *
 * @param mail     what is not official
 * @param sms      whether by text message, too
 * @param language of mails and text messages
 */
public record Setting(Mail mail, Sms sms, LocalTime quietFrom, LocalTime quietTo, Locale language) {

    static final Setting USUAL = new Setting(Mail.EACH, Sms.NEVER, QuietHours.USUAL.from(), QuietHours.USUAL.to(), Locale.CHINESE);

    /** When mail comes that somebody may do without. */
    public enum Mail {
        EACH, DAILY, NEVER;

        private static final LocalTime OF_THE_DAY = LocalTime.of(17, 0);

        /** When a mail may go out that is due then; empty for no mail. */
        Optional<Instant> slot(Instant due) {
            return switch (this) {
                case EACH -> Optional.of(due);
                case DAILY -> Optional.of(next(due));
                case NEVER -> Optional.empty();
            };
        }

        private static Instant next(Instant due) {
            var at = due.atZone(Window.ZONE);
            var today = at.toLocalDate().atTime(OF_THE_DAY).atZone(Window.ZONE);
            return (today.isAfter(at) ? today : today.plusDays(1)).toInstant();
        }
    }

    /** Whether text messages come. */
    public enum Sms { EACH, NEVER }
}
