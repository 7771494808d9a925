package org.xingtan.authoring;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Uuids;

/** What a form of a draft sent, read strictly: what the form could not have sent is 400. */
record Fields(MultiValueMap<String, String> values) {

    static final int LINE = 200;
    static final int TEXT = 5_000;

    String text(String name) {
        return text(name, LINE);
    }

    String text(String name, int most) {
        var text = String.valueOf(values.getOrDefault(name, List.of("")).getFirst()).strip();
        if (text.length() > most) {
            throw malformed();
        }
        return text;
    }

    boolean has(String name) {
        return !text(name, TEXT).isEmpty();
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of()).stream().map(String::strip).filter(it -> !it.isEmpty()).distinct().limit(LINE).toList();
    }

    /** Codes, and paths of units: words with points between them. */
    List<String> codes(String name) {
        var codes = all(name);
        if (!codes.stream().allMatch(it -> it.length() <= LINE && it.matches("[A-Za-z0-9_-]+([.][A-Za-z0-9_-]+)*"))) {
            throw malformed();
        }
        return codes;
    }

    UUID id(String name) {
        return Uuids.parse(text(name));
    }

    @Nullable UUID idOrNone(String name) {
        return has(name) ? id(name) : null;
    }

    LocalDate day(String name) {
        try {
            var day = LocalDate.parse(text(name));
            if (day.getYear() < 2000 || day.getYear() > 2200) {
                throw malformed();
            }
            return day;
        } catch (DateTimeParseException e) {
            throw malformed();
        }
    }

    int number(String name, int from, int to) {
        if (!text(name).matches("[0-9]{1,6}")) {
            throw malformed();
        }
        var number = Integer.parseInt(text(name));
        if (number < from || number > to) {
            throw malformed();
        }
        return number;
    }

    @Nullable Integer numberOrNone(String name, int from, int to) {
        return has(name) ? number(name, from, to) : null;
    }

    CreditHours hours(String name) {
        if (!text(name).matches("[0-9]{1,4}([.][0-9]{1,2})?")) {
            throw malformed();
        }
        return CreditHours.of(text(name));
    }

    <T extends Enum<T>> T one(String name, T[] of) {
        return Arrays.stream(of).filter(it -> it.name().equals(text(name))).findFirst().orElseThrow(Fields::malformed);
    }

    /** Where in a tree: {@code 0.2} is the third part of the first; empty for the root. */
    List<Integer> path(String name) {
        if (!text(name).matches("|[0-9]{1,3}([.][0-9]{1,3}){0,9}")) {
            throw malformed();
        }
        return has(name) ? Stream.of(text(name).split("[.]")).map(Integer::valueOf).toList() : List.of();
    }

    static Problem malformed() {
        return new Problem(400, "error.malformed");
    }
}
