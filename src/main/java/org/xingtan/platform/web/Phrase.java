package org.xingtan.platform.web;

import java.text.ChoiceFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A text taken apart once: what stands between the places of its arguments, and which argument stands where. A text without
 * arguments stands as it is; in one with arguments an apostrophe is written twice, as in a {@link java.text.MessageFormat}.
 * As there, <code>{0,choice,1#1 lesson|1&lt;{0} lessons}</code> says it differently by number.
 */
final class Phrase {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)(?:,choice,((?:[^{}]|\\{\\d+})*))?}");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,15}");

    /** What stands in a place: the argument itself, or what is said for so many. */
    private record Place(int argument, double[] from, List<Phrase> said) {

        void say(List<String> arguments, StringBuilder result) {
            if (argument >= arguments.size()) {
                result.append('{').append(argument).append('}');
            } else if (said.isEmpty()) {
                result.append(arguments.get(argument));
            } else {
                result.append(chosen(arguments.get(argument)).with(arguments));
            }
        }

        /** What is no whole number is many: 1.00 hours. */
        private Phrase chosen(String number) {
            var i = said.size() - 1;
            if (WHOLE.matcher(number).matches()) {
                for (var count = Long.parseLong(number); i > 0 && count < from[i];) {
                    i--;
                }
            }
            return said.get(i);
        }
    }

    private final String text;
    /** One more than there are places. */
    private final List<String> between = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();

    Phrase(String text) {
        this.text = text;
        var place = PLACE.matcher(text);
        var end = 0;
        while (place.find()) {
            between.add(text.substring(end, place.start()).replace("''", "'"));
            places.add(place(Integer.parseInt(place.group(1)), place.group(2)));
            end = place.end();
        }
        between.add(text.substring(end).replace("''", "'"));
    }

    private static Place place(int argument, @Nullable String choices) {
        if (choices == null) {
            return new Place(argument, new double[0], List.of());
        }
        var choice = new ChoiceFormat(choices);
        return new Place(argument, choice.getLimits(), Stream.of(choice.getFormats()).map(said -> new Phrase(said.toString())).toList());
    }

    /** Without arguments the text itself; a place whose argument is missing stays visible. */
    String with(List<String> arguments) {
        if (arguments.isEmpty() || places.isEmpty()) {
            return text;
        }
        var result = new StringBuilder(text.length() + 32).append(between.getFirst());
        for (var i = 0; i < places.size(); i++) {
            places.get(i).say(arguments, result);
            result.append(between.get(i + 1));
        }
        return result.toString();
    }
}
