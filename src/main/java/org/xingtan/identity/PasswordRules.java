package org.xingtan.identity;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Verdict;

/** What a password must be, each rule with its own sentence. */
final class PasswordRules {

    static final int SHORTEST = 8;

    /** Digits alone, or a document number: what an import once issued, a birthday, a telephone. */
    private static final Pattern NUMBER = Pattern.compile("[\\d\\p{Punct}\\s]+|\\d{5,17}[xX]");

    /** What a password must not be made of. */
    record Owner(@Nullable String userName, @Nullable String personName, List<String> numbers) {}

    private PasswordRules() {}

    static Verdict verdict(String password, Owner owner) {
        var text = Passwords.normalize(password);
        var length = text.codePointCount(0, text.length());
        return Verdict.of(
            Condition.atLeast("identity.password.length", SHORTEST, length, SHORTEST),
            Condition.of("identity.password.not-too-long", text.length() <= Passwords.LONGEST, Passwords.LONGEST),
            Condition.of("identity.password.not-a-number", !NUMBER.matcher(text).matches()),
            Condition.of("identity.password.not-yourself", !tells(text, owner)),
            Condition.of("identity.password.not-common", !CommonPasswords.contains(text)));
    }

    private static boolean tells(String text, Owner owner) {
        var lower = text.toLowerCase(Locale.ROOT);
        return isPart(lower, owner.userName(), 4) || isPart(lower, owner.personName(), 2)
            || owner.numbers().stream().anyMatch(number -> isPart(lower, number, 6));
    }

    private static boolean isPart(String lower, @Nullable String own, int shortest) {
        return own != null && own.length() >= shortest && lower.contains(own.toLowerCase(Locale.ROOT));
    }
}
