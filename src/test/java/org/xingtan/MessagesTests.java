package org.xingtan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text exists in both languages with the same arguments; every key that is used exists; none lies about unused. */
class MessagesTests {

    private static final Path BUNDLES = Path.of("src/main/resources/messages");
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)");
    private static final Pattern CHOICE = Pattern.compile("\\{\\d,choice,(?:[^{}]|\\{\\d})*}");
    /** A limit that is told ("more than 10000 people") is never one. */
    private static final Pattern COUNTED = Pattern.compile(
        "(?<!(?:ore than|At most|and) )\\{\\d} (?:people|days|lessons|certificates|questions|seconds|minutes|years|entries|points|programs|courses|units"
            + "|months|places|claims|files|working days|have|lose|wait)\\b");
    /** A key written in full in a template or as an error: {@code ui.t("home.title")}, {@code new Problem(409, "learning.taken")}. */
    private static final Pattern KEY = Pattern.compile("(?:\\bui\\.t|\\btexts\\.get|\\bnew Problem)\\(\\s*(?:\\d+,\\s*)?\"([^\"]+)\"(?!\\s*\\+)");
    private static final Pattern PREFIX = Pattern.compile("(?:\\bui\\.t|\\btexts\\.get)\\(\\s*\"([^\"]+)\"\\s*\\+");
    private static final Pattern ERROR = Pattern.compile("\"(error\\.(?!jte)[a-z0-9.-]*[a-z0-9])\"");
    private static final Pattern CONDITION = Pattern.compile("\\bCondition\\.(?:of|atLeast|below|nested)\\(\\s*\"([^\"]+)\"");
    private static final Pattern LITERAL = Pattern.compile("\"([\\w.-]+)\"");

    private final Map<String, String> chinese = texts(name -> !name.endsWith("_en.properties"));
    private final Map<String, String> english = texts(name -> name.endsWith("_en.properties"));

    @Test
    void everyTextIsThereInBothLanguages() {
        assertThat(english.keySet()).isEqualTo(chinese.keySet());
    }

    @Test
    void noTextIsEmpty() {
        assertThat(Stream.of(chinese, english).flatMap(texts -> texts.entrySet().stream())
            .filter(text -> text.getValue().isBlank()).map(Map.Entry::getKey)).isEmpty();
    }

    @Test
    void bothLanguagesTakeTheSameArguments() {
        assertThat(chinese.entrySet().stream()
            .filter(text -> !arguments(text.getValue()).equals(arguments(english.getOrDefault(text.getKey(), ""))))
            .map(Map.Entry::getKey)).isEmpty();
    }

    /** A text with arguments is a MessageFormat, one without is taken as it stands. */
    @Test
    void apostrophesAreDoubledExactlyWhereThereAreArguments() {
        assertThat(Stream.of(chinese, english).flatMap(texts -> texts.entrySet().stream())
            .filter(text -> arguments(text.getValue()).isEmpty()
                ? text.getValue().contains("''")
                : text.getValue().replace("''", "").contains("'"))
            .map(Map.Entry::getKey)).isEmpty();
    }

    /** None, one and two are said differently, and none is not said as one. */
    @Test
    void everyChoiceKnowsNoneOneAndMany() {
        assertThat(english.entrySet().stream()
            .filter(text -> text.getValue().contains(",choice,"))
            .filter(text -> CHOICE.matcher(text.getValue()).results().anyMatch(choice -> {
                var said = IntStream.range(0, 3).mapToObj(count -> said(choice.group(), count)).toList();
                return said.get(1).equals(said.get(2).replace('2', '1')) || said.get(0).equals(said.get(1)) || said.get(0).contains("1");
            }) || CHOICE.matcher(text.getValue()).replaceAll("").contains(",choice,"))
            .map(Map.Entry::getKey)).isEmpty();
    }

    @Test
    void whatIsCountedInEnglishHasASingular() {
        assertThat(english.entrySet().stream()
            .filter(text -> COUNTED.matcher(CHOICE.matcher(text.getValue()).replaceAll("")).find())
            .map(Map.Entry::getKey)).isEmpty();
    }

    private static String said(String choice, int count) {
        return new MessageFormat(choice, Locale.ENGLISH).format(Collections.nCopies(10, count).toArray());
    }

    @Test
    void everyKeyIsInTheFileOfItsModule() {
        var strays = new TreeSet<String>();
        bundles(_ -> true).forEach(bundle -> {
            var module = bundle.getFileName().toString().replaceFirst("(_en)?\\.properties$", "");
            load(bundle).keySet().stream()
                .filter(key -> !key.startsWith(module + ".") && !key.startsWith("verdict.")
                    && !(module.equals("platform") && (key.startsWith("error.") || key.startsWith("time."))))
                .forEach(key -> strays.add(bundle.getFileName() + ": " + key));
        });
        assertThat(strays).isEmpty();
    }

    @Test
    void everyKeyThatIsUsedExists() {
        var missing = new TreeSet<String>();
        for (var file : sources()) {
            var text = Sources.text(file);
            Stream.concat(found(KEY, text), Stream.concat(found(ERROR, text), found(CONDITION, text).map(code -> "verdict." + code)))
                .filter(key -> !chinese.containsKey(key))
                .forEach(key -> missing.add(file.getFileName() + ": " + key));
            found(PREFIX, text)
                .filter(prefix -> chinese.keySet().stream().noneMatch(key -> key.startsWith(prefix)))
                .forEach(prefix -> missing.add(file.getFileName() + ": " + prefix + "…"));
        }
        assertThat(missing).isEmpty();
    }

    /** A key counts as used when it, the code of its condition, the duty it is the button of, or its beginning up to a full stop stands in a source. */
    @Test
    void noKeyIsUnused() {
        var literals = sources().stream().flatMap(file -> found(LITERAL, Sources.text(file))).collect(Collectors.toSet());
        assertThat(chinese.keySet().stream().filter(key -> !isUsed(key, literals))).isEmpty();
    }

    private static boolean isUsed(String key, Set<String> literals) {
        if (literals.contains(key) || key.startsWith("verdict.") && isUsed(key.substring("verdict.".length()), literals)
            || key.endsWith(".act") && literals.contains(key.substring(0, key.length() - ".act".length()))) {
            return true;
        }
        for (var end = key.lastIndexOf('.'); end > 0; end = key.lastIndexOf('.', end - 1)) {
            if (literals.contains(key.substring(0, end + 1))) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> arguments(String text) {
        return ARGUMENT.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }

    private static List<Path> sources() {
        var sources = new ArrayList<>(Sources.files(Sources.JAVA, ".java"));
        sources.addAll(Sources.files(Sources.TEMPLATES, ".jte"));
        return sources;
    }

    private static Map<String, String> texts(Predicate<String> name) {
        var texts = new TreeMap<String, String>();
        bundles(name).forEach(bundle -> load(bundle).forEach((key, text) -> {
            if (texts.put(key, text) != null) {
                throw new AssertionError(key + " stands in two files");
            }
        }));
        return texts;
    }

    private static Stream<Path> bundles(Predicate<String> name) {
        return Sources.files(BUNDLES, ".properties").stream().filter(file -> name.test(file.getFileName().toString()));
    }

    private static Map<String, String> load(Path bundle) {
        var properties = new Properties() {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized Object put(Object key, Object value) {
                if (containsKey(key)) {
                    throw new AssertionError(key + " stands twice in " + bundle);
                }
                return super.put(key, value);
            }
        };
        try (var reader = Files.newBufferedReader(bundle)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var texts = new HashMap<String, String>();
        properties.forEach((key, text) -> texts.put(key.toString(), text.toString()));
        return texts;
    }
}
