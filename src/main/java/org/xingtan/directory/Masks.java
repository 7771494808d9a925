package org.xingtan.directory;

/** Personal data as screens show it: enough to recognize one's own, not enough to learn another's. */
public final class Masks {

    private Masks() {}

    /** {@code 4310**********0052}; a shorter number shows fewer places. */
    public static String document(String number) {
        var shown = Math.min(4, number.length() / 4);
        return masked(number, shown, shown);
    }

    /** {@code 139****0000}; a shorter number shows fewer places. */
    public static String phone(String number) {
        return number.length() >= 11 ? masked(number, number.length() - 8, 4) : masked(number, 0, Math.min(2, number.length() / 3));
    }

    /** {@code l***@example.cn}: where it is shows, whose it is does not. */
    public static String email(String address) {
        var at = address.lastIndexOf('@');
        return (at > 1 ? address.substring(0, address.offsetByCodePoints(0, 1)) : "") + "***" + address.substring(at);
    }

    /** A name on a public page: {@code 李*静}, of two characters {@code 李*}. */
    public static String publicName(String name) {
        var length = name.codePointCount(0, name.length());
        if (length <= 1) {
            return "*";
        }
        var first = name.substring(0, name.offsetByCodePoints(0, 1));
        var last = name.substring(name.offsetByCodePoints(0, length - 1));
        return length == 2 ? first + "*" : first + "*".repeat(length - 2) + last;
    }

    private static String masked(String text, int front, int back) {
        return text.substring(0, front) + "*".repeat(text.length() - front - back) + text.substring(text.length() - back);
    }
}
