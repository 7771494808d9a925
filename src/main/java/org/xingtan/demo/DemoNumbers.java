package org.xingtan.demo;

import java.time.LocalDate;
import org.xingtan.directory.DocumentNumber;

/**
 * ID numbers and telephones of nobody: the check digit is right, the administrative division has never existed. Each index
 * has its own number.
 */
final class DemoNumbers {

    private static final LocalDate FIRST_DAY = LocalDate.of(1966, 1, 1);
    private static final int DAYS = 12_500;
    static final int PHONES = 10_000;
    /** Of the cast, numbered before everybody else. */
    private static final int FIRST = 25;

    private DemoNumbers() {}

    /** Whoever came to the cast later is numbered from the end: so nobody else of the demo becomes another one. */
    static int ofCast(int place) {
        return place < FIRST ? place : PHONES - 1 - (place - FIRST);
    }

    static LocalDate bornOn(int index) {
        return FIRST_DAY.plusDays(Math.floorMod(index * 37L, DAYS));
    }

    /** The order code is odd for men and even for women. */
    static DocumentNumber document(String division, int index, boolean isFemale) {
        var order = 2 * (index / DAYS) + (isFemale ? 2 : 1);
        var born = bornOn(index);
        var first17 = "%s%04d%02d%02d%03d".formatted(division, born.getYear(), born.getMonthValue(), born.getDayOfMonth(), order);
        return new DocumentNumber(DocumentNumber.Type.RESIDENT_ID, first17 + DocumentNumber.checkDigit(first17));
    }

    static String phone(int index) {
        return "1990000%04d".formatted(index);
    }
}
