package org.xingtan.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** 学时. Hundredths of an hour, exact; never negative. */
public record CreditHours(BigDecimal value) implements Comparable<CreditHours> {

    public static final CreditHours ZERO = CreditHours.of("0");

    public CreditHours {
        value = value.setScale(2, RoundingMode.UNNECESSARY);
        if (value.signum() < 0) {
            throw new IllegalArgumentException("Credit hours are never negative: " + value);
        }
    }

    @JsonCreator
    public static CreditHours of(String value) {
        return new CreditHours(new BigDecimal(value));
    }

    public static CreditHours ofHundredths(long hundredths) {
        return new CreditHours(BigDecimal.valueOf(hundredths, 2));
    }

    public long hundredths() {
        return value.unscaledValue().longValueExact();
    }

    public CreditHours plus(CreditHours other) {
        return new CreditHours(value.add(other.value));
    }

    /** What is left, never below zero. */
    public CreditHours minus(CreditHours other) {
        return new CreditHours(value.subtract(other.value).max(BigDecimal.ZERO));
    }

    public CreditHours min(CreditHours other) {
        return compareTo(other) <= 0 ? this : other;
    }

    @Override
    public int compareTo(CreditHours other) {
        return value.compareTo(other.value);
    }

    /** The decimal with two places, as the JSON contract writes hours. */
    @JsonValue
    @Override
    public String toString() {
        return value.toPlainString();
    }
}
