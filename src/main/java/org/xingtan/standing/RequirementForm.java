package org.xingtan.standing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.AnnualRequirement.NewHires;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Verdict;

/**
 * An annual requirement as somebody has typed it: {@code year}, {@code title}, {@code basis}, {@code total}, {@code dayMax},
 * {@code newHires}; lines {@code category0.code}, {@code .title}, {@code .titleEn}, {@code .need} and so on, and {@code theme0.…} with
 * {@code .programs} as well. A line in which nothing is written is none.
 */
public record RequirementForm(MultiValueMap<String, String> typed) {

    public static final int CATEGORIES = 8;
    public static final int THEMES = 12;
    private static final int MORE = 2;
    /** Categories that a year usually has, and one more: whoever begins can write all of them at once. */
    public static final int CATEGORIES_AT_LEAST = 4;
    private static final int LONGEST = 100;
    private static final int LONGEST_BASIS = 300;
    private static final String HOURS = "[0-9]{1,4}([.][0-9]{1,2})?";

    /** Lines that the form shows: those there are, however many have come from above, and some for new ones. */
    public static int shown(int there, int least, int most) {
        return Math.max(there, Math.clamp(there + MORE, least, most));
    }

    /** How much the form holds of the documents: more than one authority's where there is more already. */
    public static int longest(String basis) {
        return Math.max(LONGEST_BASIS, basis.length());
    }

    /** One line, as typed. */
    private record Line(String code, String title, String titleEn, String need, List<String> programs) {

        boolean isRight() {
            return code.matches("[A-Z][A-Z0-9_]{0,29}") && !AnnualRequirement.RESERVED.contains(code) && isText(title, LONGEST)
                && (titleEn.isEmpty() || isText(titleEn, LONGEST)) && need.matches(HOURS);
        }

        CreditHours hours() {
            return CreditHours.of(need);
        }

        @Nullable String english() {
            return titleEn.isEmpty() ? null : titleEn;
        }
    }

    /**
     * @param there what the form was made of: its own versions, and what is asked above
     * @throws org.xingtan.platform.Refused with everything that is not as it must be
     */
    AnnualRequirement requirement(OrganizationId authority, List<UUID> known, List<AnnualRequirement> there) {
        var categories = lines("category", there.stream().mapToInt(it -> it.categories().size()).reduce(CATEGORIES, Math::max));
        var themes = lines("theme", there.stream().mapToInt(it -> it.themes().size()).reduce(THEMES, Math::max));
        var total = text("total");
        var day = text("dayMax");
        var linesAreRight = Stream.concat(categories.stream(), themes.stream()).allMatch(Line::isRight);
        var codes = Stream.concat(categories.stream(), themes.stream()).map(Line::code).toList();
        var sum = linesAreRight ? categories.stream().map(Line::hours).reduce(CreditHours.ZERO, CreditHours::plus) : CreditHours.ZERO;
        Verdict.of(
            Condition.of("standing.require.year", text("year").matches("20[0-9]{2}")),
            Condition.of("standing.require.title", isText(text("title"), LONGEST), LONGEST),
            Condition.of("standing.require.basis", isText(text("basis"), longest(authority, there)), LONGEST_BASIS),
            Condition.of("standing.require.total", total.matches(HOURS) && CreditHours.of(total).hundredths() > 0),
            Condition.of("standing.require.lines", linesAreRight && new HashSet<>(codes).size() == codes.size()),
            Condition.of("standing.require.sum", !total.matches(HOURS) || sum.compareTo(CreditHours.of(total)) <= 0, sum.toString()),
            Condition.of("standing.require.day", day.isEmpty() || day.matches(HOURS) && CreditHours.of(day).hundredths() > 0 && CreditHours.of(day).hundredths() <= 2400),
            Condition.of("standing.require.programs", themes.stream().allMatch(line -> programs(line, known).size() == line.programs.size()))).orRefuse();
        return new AnnualRequirement(authority, Integer.parseInt(text("year")), 0, text("title"), text("basis"), CreditHours.of(total),
            categories.stream().map(it -> new AnnualRequirement.Category(it.code, it.title, it.english(), it.hours())).toList(),
            themes.stream().map(it -> new AnnualRequirement.Theme(it.code, it.title, it.english(), it.hours(), programs(it, known))).toList(),
            day.isEmpty() ? null : CreditHours.of(day), text("newHires").equals("BY_MONTH") ? NewHires.BY_MONTH : NewHires.FULL_YEAR);
    }

    /** Of the document that it names itself; what it has said already stays, and so does what was added from above. */
    private int longest(OrganizationId authority, List<AnnualRequirement> there) {
        var basis = text("basis");
        return there.stream().map(AnnualRequirement::basis).anyMatch(basis::equals) ? basis.length()
            : LONGEST_BASIS + there.stream().filter(it -> !it.jurisdiction().equals(authority)).map(it -> "；" + it.basis()).filter(basis::endsWith).mapToInt(String::length).max().orElse(0);
    }

    private static List<UUID> programs(Line line, List<UUID> known) {
        return known.stream().filter(it -> line.programs.contains(it.toString())).toList();
    }

    private List<Line> lines(String name, int most) {
        var lines = new ArrayList<Line>();
        IntStream.range(0, most).mapToObj(i -> name + i + ".").forEach(at -> {
            if (List.of("code", "title", "titleEn", "need").stream().anyMatch(field -> !text(at + field).isEmpty())) {
                lines.add(new Line(text(at + "code"), text(at + "title"), text(at + "titleEn"), text(at + "need"),
                    typed.getOrDefault(at + "programs", List.of()).stream().distinct().toList()));
            }
        });
        return lines;
    }

    private String text(String field) {
        var text = typed.getFirst(field);
        return text == null ? "" : text.strip();
    }

    private static boolean isText(String text, int longest) {
        return !text.isEmpty() && text.length() <= longest && StorableText.is(text);
    }
}
