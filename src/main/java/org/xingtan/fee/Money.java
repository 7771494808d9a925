package org.xingtan.fee;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An amount in yuan, exact to the fen; negative where something goes back. */
public record Money(BigDecimal yuan) implements Comparable<Money> {

    public static final Money ZERO = new Money(BigDecimal.ZERO);

    /** No form takes more: a hundred million. */
    private static final BigDecimal MOST = new BigDecimal("99999999.99");

    public Money {
        yuan = yuan.setScale(2, RoundingMode.UNNECESSARY);
    }

    public static Money of(String yuan) {
        return new Money(new BigDecimal(yuan));
    }

    public static Money ofFen(long fen) {
        return new Money(BigDecimal.valueOf(fen, 2));
    }

    /** What somebody has typed, when it is an amount above zero with at most two decimals. */
    static Optional<Money> typed(@Nullable String text) {
        var typed = text == null ? "" : text.strip();
        if (!typed.matches("[0-9]{1,9}([.][0-9]{1,2})?")) {
            return Optional.empty();
        }
        var money = of(typed);
        return money.isPositive() && money.yuan.compareTo(MOST) <= 0 ? Optional.of(money) : Optional.empty();
    }

    public long fen() {
        return yuan.unscaledValue().longValueExact();
    }

    public Money plus(Money other) {
        return new Money(yuan.add(other.yuan));
    }

    public Money minus(Money other) {
        return new Money(yuan.subtract(other.yuan));
    }

    public Money negated() {
        return new Money(yuan.negate());
    }

    public boolean isPositive() {
        return yuan.signum() > 0;
    }

    public boolean isNegative() {
        return yuan.signum() < 0;
    }

    @Override
    public int compareTo(Money other) {
        return yuan.compareTo(other.yuan);
    }

    @Override
    public String toString() {
        return yuan.toPlainString();
    }
}
