package org.xingtan.platform.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text taken apart once: what stands between the places of its arguments, and which argument stands where. A text without
 * arguments stands as it is; in one with arguments an apostrophe is written twice, as in a {@link java.text.MessageFormat}.
 */
final class Phrase {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)}");

    private final String text;
    /** One more than there are places. */
    private final List<String> between = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();

    Phrase(String text) {
        this.text = text;
        var place = PLACE.matcher(text);
        var end = 0;
        while (place.find()) {
            between.add(text.substring(end, place.start()).replace("''", "'"));
            places.add(Integer.valueOf(place.group(1)));
            end = place.end();
        }
        between.add(text.substring(end).replace("''", "'"));
    }

    /** Without arguments the text itself; a place whose argument is missing stays visible. */
    String with(List<String> arguments) {
        if (arguments.isEmpty() || places.isEmpty()) {
            return text;
        }
        var result = new StringBuilder(text.length() + 32).append(between.getFirst());
        for (var i = 0; i < places.size(); i++) {
            var place = places.get(i);
            result.append(place < arguments.size() ? arguments.get(place) : "{" + place + "}").append(between.get(i + 1));
        }
        return result.toString();
    }
}
