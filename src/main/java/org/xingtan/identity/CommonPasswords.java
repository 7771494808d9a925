package org.xingtan.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What everybody uses: a list, and the ways to dress a listed word up (capitals, digits around it, 0 for o), to walk over
 * the keyboard and to repeat oneself.
 */
final class CommonPasswords {

    private static final Set<String> LISTED = read();
    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");
    private static final Pattern REPEATED = Pattern.compile("(.{1,4}?)\\1+.{0,3}");
    private static final String[] LINES = {
        "`1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "abcdefghijklmnopqrstuvwxyz",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/", "!@#$%^&*()_+", "qazwsxedcrfvtgbyhnujmikolp", "147258369", "789456123", "1q2w3e4r5t6y7u8i9o0p"
    };

    private CommonPasswords() {}

    static boolean contains(String password) {
        var lower = password.toLowerCase(Locale.ROOT);
        return isListed(lower) || isListed(plain(lower)) || isListed(plain(bare(lower))) || REPEATED.matcher(lower).matches() || isWalk(lower);
    }

    /** The word itself, or what is left of it without the digits and signs around it. */
    private static boolean isListed(String word) {
        return LISTED.contains(word) || LISTED.contains(bare(word));
    }

    private static String bare(String word) {
        return AROUND.matcher(word).replaceAll("");
    }

    private static String plain(String word) {
        return word.replace('0', 'o').replace('1', 'i').replace('3', 'e').replace('4', 'a').replace('5', 's').replace('7', 't')
            .replace('@', 'a').replace('$', 's').replace('!', 'i');
    }

    /** Pieces of keyboard lines, forward or backward, four keys or more each, with at most three other characters in all. */
    private static boolean isWalk(String word) {
        var rest = 0;
        for (var at = 0; at < word.length(); ) {
            var length = longestWalk(word, at);
            rest += length < 4 ? 1 : 0;
            at += length < 4 ? 1 : length;
        }
        return rest <= Math.min(3, word.length() / 3);
    }

    private static int longestWalk(String word, int from) {
        var longest = 0;
        for (var line : LINES) {
            longest = Math.max(longest, Math.max(walk(word, from, line), walk(word, from, new StringBuilder(line).reverse().toString())));
        }
        return longest;
    }

    private static int walk(String word, int from, String line) {
        var at = line.indexOf(word.charAt(from));
        var length = 0;
        while (at >= 0 && from + length < word.length() && at + length < line.length()
            && line.charAt(at + length) == word.charAt(from + length)) {
            length++;
        }
        return length;
    }

    private static Set<String> read() {
        var stream = Objects.requireNonNull(CommonPasswords.class.getResourceAsStream("/identity/common-passwords.txt"));
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
