package org.xingtan.platform.workbook;

import java.util.BitSet;
import java.util.regex.Pattern;

/** Finds the rows of a sheet that say they are hidden, from its bytes as they pass by. */
final class HiddenRows {

    private static final Pattern NUMBER = Pattern.compile("\\br=[\"'](\\d{1,7})[\"']");
    private static final Pattern HIDDEN = Pattern.compile("\\bhidden=[\"'](?:1|true)[\"']");
    private static final byte[] START = {'<', 'r', 'o', 'w', ' '};
    private static final int LONGEST = 1_000;

    private final BitSet found = new BitSet();
    private final StringBuilder tag = new StringBuilder();
    private int matched;
    private int rows;

    BitSet found() {
        return found;
    }

    /** How many rows there are, hidden or not. */
    int rows() {
        return rows;
    }

    void scan(byte[] bytes, int length) {
        for (var i = 0; i < length; i++) {
            if (matched == START.length) {
                collect((char) bytes[i]);
            } else {
                matched = bytes[i] == START[matched] ? matched + 1 : bytes[i] == START[0] ? 1 : 0;
            }
        }
    }

    private void collect(char c) {
        if (c != '>' && tag.length() < LONGEST) {
            tag.append(c);
            return;
        }
        rows++;
        if (tag.indexOf("hidden") >= 0 && HIDDEN.matcher(tag).find()) {
            var number = NUMBER.matcher(tag);
            if (number.find()) {
                found.set(Integer.parseInt(number.group(1)));
            }
        }
        tag.setLength(0);
        matched = 0;
    }
}
