package org.xingtan.study;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.xingtan.enrollment.CheckInTime;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;

/**
 * Something that is held under a plan.
 *
 * @param inPerson whether people come together, so that somebody answers for their safety
 * @param posting  how often its hours were posted
 * @param reason   why it was canceled, or opened again
 */
public record Event(UUID id, UUID plan, LocalDate day, LocalTime starts, LocalTime ends, String place, String topic, TeacherId leader, String leaderName,
                    CreditHours hours, boolean inPerson, State state, int posting, @Nullable String closedBy, @Nullable Instant closedAt, String reason) {

    /** Where it stands. */
    public enum State { PLANNED, CLOSED, CANCELED }

    public Instant begins() {
        return day.atTime(starts).atZone(Window.ZONE).toInstant();
    }

    public Instant over() {
        return day.atTime(ends).atZone(Window.ZONE).toInstant();
    }

    /** When somebody may say that he is there. */
    CheckInTime checkIn() {
        return new CheckInTime(begins(), over());
    }

    /** Whether somebody may say now that he is there. */
    public boolean isOpenForCheckIn(Instant now) {
        return state == State.PLANNED && checkIn().isOpen(now);
    }

    public boolean isLate(Instant now, int lateMinutes) {
        return checkIn().isLate(now, lateMinutes);
    }

    public boolean isPlanned() {
        return state == State.PLANNED;
    }

    public boolean isClosed() {
        return state == State.CLOSED;
    }

    /** What the ledger calls its hours; opened again and closed, they are posted under another name. */
    String reference() {
        return reference(posting);
    }

    /** Of the posting that is to come. */
    String nextReference() {
        return reference(posting + 1);
    }

    /** Of every posting that was. */
    String[] references() {
        return IntStream.rangeClosed(1, posting).mapToObj(this::reference).toArray(String[]::new);
    }

    private String reference(int times) {
        return times <= 1 ? id.toString() : id + "/" + times;
    }

    /** Its state as a page says it: one that is over and waits to be closed is another than one that is still to come. */
    public String shown(Instant now) {
        return state == State.PLANNED && !now.isBefore(over()) ? "OVER" : state.name();
    }

    /** What a tag with its state looks like. */
    public String tone(Instant now) {
        return switch (shown(now)) {
            case "OVER" -> "tag-apricot";
            case "CLOSED" -> "tag-good";
            case "CANCELED" -> "tag-bad";
            default -> "";
        };
    }

    public String href() {
        return "/console/study/events/" + id;
    }
}
