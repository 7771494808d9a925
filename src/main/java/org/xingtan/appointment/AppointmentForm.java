package org.xingtan.appointment;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.Appointments.Capacity;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.directory.Role;

/**
 * What somebody fills in to appoint a person, or to hand an appointment over.
 *
 * @param teacher the person, chosen from a list; empty when {@code name} and {@code number} say who it is
 * @param from    the first day; empty for today
 * @param to      the last day; empty while it lasts
 */
public record AppointmentForm(@Nullable String role, @Nullable String capacity, @Nullable String from, @Nullable String to,
                              @Nullable String teacher, @Nullable String name, @Nullable String documentType, @Nullable String number,
                              @Nullable String phone) {

    static final AppointmentForm EMPTY = new AppointmentForm(null, null, null, null, null, null, null, null, null);

    public AppointmentForm {
        role = text(role);
        capacity = Arrays.stream(Capacity.values()).map(Enum::name).toList().contains(text(capacity)) ? capacity : Capacity.REGULAR.name();
        from = text(from);
        to = text(to);
        teacher = text(teacher);
        name = text(name);
        documentType = Arrays.stream(DocumentNumber.Type.values()).map(Enum::name).toList().contains(text(documentType)) ? documentType
            : DocumentNumber.Type.RESIDENT_ID.name();
        number = text(number);
        phone = text(phone);
    }

    Optional<Role> chosenRole() {
        return Arrays.stream(Role.values()).filter(one -> one.name().equals(role)).findFirst();
    }

    Capacity chosenCapacity() {
        return Capacity.valueOf(capacity);
    }

    DocumentNumber.Type chosenType() {
        return DocumentNumber.Type.valueOf(documentType);
    }

    /** Whether no day stands there, or one that exists. */
    static boolean isDay(String typed) {
        return typed.isEmpty() || day(typed) != null;
    }

    static @Nullable LocalDate day(String typed) {
        try {
            var day = typed.isEmpty() ? null : LocalDate.parse(typed);
            return day == null || day.getYear() < 1900 || day.getYear() > 2200 ? null : day;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String text(@Nullable String typed) {
        return typed == null || typed.length() > 200 || typed.indexOf(0) >= 0 ? "" : typed.strip();
    }
}
