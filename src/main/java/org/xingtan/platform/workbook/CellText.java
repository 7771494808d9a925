package org.xingtan.platform.workbook;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** How people write into cells, and what they mean. */
public final class CellText {

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\t\\r\\n]]");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern SURROUNDING = Pattern.compile("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$");
    private static final Pattern MIDDLE_DOTS = Pattern.compile("[\u2022\u30FB\u2027\u00B7\u22C5\uFF65\u0387\u2219\u2024\uFF0E]");
    private static final String FORMULA_STARTS = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    /** As long as the numbers of telephones and documents, however they are spaced; codes of units are shorter. */
    private static final Pattern LONG_NUMBER = Pattern.compile("\\p{Nd}(?:[\\s\\p{Z}-]?\\p{Nd}){10,}[Xx\uFF38\uFF58]?");
    private static final int SHOWN = 80;

    private CellText() {}

    /** Whether a telephone or a document's number stands in it. */
    public static boolean holdsLongNumber(String text) {
        return LONG_NUMBER.matcher(text).find();
    }

    /** What may be repeated of a cell to whoever reads about it: no number that tells a person, and no more than a line. */
    public static String repeatable(String text) {
        var masked = LONG_NUMBER.matcher(text).replaceAll(number -> number.group().substring(0, 2) + "****");
        return masked.codePointCount(0, masked.length()) <= SHOWN ? masked : masked.substring(0, masked.offsetByCodePoints(0, SHOWN)) + "\u2026";
    }

    /** Without invisible characters, and without blanks of any kind at both ends. */
    public static String trimmed(String text) {
        return SURROUNDING.matcher(INVISIBLE.matcher(text).replaceAll("")).replaceAll("");
    }

    /** Full-width digits, letters and signs as half-width ones, and no blanks around them. */
    public static String halfWidth(String text) {
        return trimmed(Normalizer.normalize(trimmed(text), Normalizer.Form.NFKC));
    }

    /** The same without any blank inside. */
    public static String compact(String text) {
        return BLANKS.matcher(halfWidth(text)).replaceAll("");
    }

    /**
     * A person's name: one kind of middle dot; no blanks between Chinese characters, one between words of letters. Characters
     * themselves are never replaced, however rare.
     */
    public static String personName(String text) {
        var one = MIDDLE_DOTS.matcher(BLANKS.matcher(trimmed(text)).replaceAll(" ")).replaceAll("\u00B7");
        return one.replaceAll(" ?\u00B7 ?", "\u00B7").replaceAll("(?<=\\p{IsHan}) (?=\\p{IsHan})", "");
    }

    /** Whether a spreadsheet would take it for a formula if somebody typed it. */
    public static boolean looksLikeFormula(String text) {
        var inner = trimmed(text);
        return !text.isEmpty() && (text.charAt(0) == '\t' || text.charAt(0) == '\r')
            || inner.length() > 1 && FORMULA_STARTS.indexOf(inner.charAt(0)) >= 0;
    }
}
