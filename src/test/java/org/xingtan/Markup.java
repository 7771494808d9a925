package org.xingtan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** Texts that are markup, which have to be seen as what they are: not one of them may be left out, nor become part of a page. */
final class Markup {

    private static final Pattern TAG = Pattern.compile("<[a-zA-Z/!](?:\"[^\"]*\"|'[^']*'|[^'\">])*>");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");

    private final Set<String> unseen = new TreeSet<>();

    /** A text for a place. It leaves an element's text, an attribute in either quotes, and a character reference that was escaped twice. */
    static String of(String place) {
        return place + "\" onfocus=\"x' onfocus='x></title><hostile>&lt;{0}";
    }

    /** The same, to be seen on some page. */
    String in(String place) {
        var text = of(place);
        unseen.add(text);
        return text;
    }

    /** Looks at a page. */
    void see(String address, String page) {
        assertInert(address, page);
        var words = HtmlUtils.htmlUnescape(page);
        unseen.removeIf(words::contains);
    }

    void assertAllSeen() {
        assertThat(unseen).isEmpty();
    }

    /** Nothing of it has become an element or an attribute, or the beginning of an address. */
    static void assertInert(String address, String page) {
        assertThat(page).as(address).doesNotContain("<hostile");
        assertThat(TAG.matcher(page).results().map(tag -> QUOTED.matcher(tag.group()).replaceAll("")).filter(tag -> tag.contains("onfocus")))
            .as(address).isEmpty();
    }
}
