package org.xingtan.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.xingtan.enrollment.CheckInTime;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Window;

/**
 * 面授时段: when and where people of a training meet.
 *
 * @param place    empty as long as it is not known
 * @param revision grows whenever it is changed or called off
 * @param posting  how often its hours were posted
 * @param closed   by whom and when; null as long as it is not
 * @param reason   why it was changed, canceled, or opened again
 * @param setAt    when its day and time were set; null where that was not kept yet
 */
public record Session(UUID id, UUID training, LocalDate day, LocalTime starts, LocalTime ends, String place, String topic, CreditHours hours, State state,
                      int revision, int posting, @Nullable Closed closed, String reason, @Nullable Instant setAt) {

    /** Where it stands. */
    public enum State { PLANNED, CLOSED, CANCELED }

    /**
     * Its end.
     *
     * @param expected who had to be there: everybody but those on leave
     * @param attended who of them was
     */
    public record Closed(String by, Instant at, int expected, int attended) {}

    public Instant begins() {
        return day.atTime(starts).atZone(Window.ZONE).toInstant();
    }

    public Instant over() {
        return day.atTime(ends).atZone(Window.ZONE).toInstant();
    }

    /** Whether its day and time were known before it began. */
    boolean isSetBefore() {
        return setAt == null || setAt.isBefore(begins());
    }

    /** When somebody may say that he is there. */
    CheckInTime checkIn() {
        return new CheckInTime(begins(), over());
    }

    public boolean isPlanned() {
        return state == State.PLANNED;
    }

    public boolean isClosed() {
        return state == State.CLOSED;
    }

    /** Whether it stands on that day, unless it is called off. */
    boolean isOn(LocalDate other) {
        return state != State.CANCELED && day.equals(other);
    }

    /** Whether it stands at that time of that day, unless it is called off. */
    boolean overlaps(LocalDate other, LocalTime from, LocalTime to) {
        return isOn(other) && starts.isBefore(to) && from.isBefore(ends);
    }

    /** Whether whoever goes where that one was would miss it. */
    boolean isElsewhere(Session other) {
        return !day.equals(other.day) || !starts.equals(other.starts) || !ends.equals(other.ends) || !place.equals(other.place);
    }

    /** Whether it is as it was laid out: nobody has heard of it yet. */
    boolean isDraft() {
        return revision == 1 && place.isEmpty();
    }

    /** Why it was changed or called off, for everybody; why it was opened again is for whoever keeps it. */
    public String toldReason() {
        return posting == 0 || state == State.CANCELED ? reason : "";
    }

    /** Hours of those that are not called off. */
    static CreditHours sum(List<Session> all) {
        return all.stream().filter(it -> it.state != State.CANCELED).map(Session::hours).reduce(CreditHours.ZERO, CreditHours::plus);
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

    /** What a tag with its state looks like. */
    public String tone() {
        return switch (state) {
            case PLANNED -> "tag-apricot";
            case CLOSED -> "tag-good";
            case CANCELED -> "tag-bad";
        };
    }

    public String href() {
        return "/console/delivery/sessions/" + id;
    }
}
