package org.xingtan.safety;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Verdict;

/**
 * A checklist as somebody has filled it in; an item that is not named stays as it is.
 *
 * @param answers by the codes of items
 * @param name    of who answers for safety; null where it was not asked for, empty for nobody
 * @param shown   how often somebody had been named when the writer saw it; null when he saw nobody's
 * @param before  who stood there when he opened it; null where nobody did
 */
public record ChecklistForm(Map<String, Typed> answers, @Nullable String name, @Nullable String phone, @Nullable Integer shown, Occasion.@Nullable Responsible before) {

    static final int LONGEST = 300;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_PHONE = 60;
    /** One number or several, with five digits at least; a short word may stand between digits, for an extension. */
    private static final Pattern PHONE = Pattern.compile("(?=(\\D*\\d){5})[0-9+(]([0-9+() /,;.#-]|(?<!\\p{L})\\p{L}{1,3}(?!\\p{L}))*");
    private static final String ANSWER = "answer.";

    /**
     * What was typed for an item.
     *
     * @param answer {@code DONE}, {@code NOT_NEEDED}, or null for neither
     * @param shown  the version in front of the writer; null when he saw none
     */
    public record Typed(@Nullable String answer, String note, @Nullable Integer shown) {

        static Typed of(@Nullable String answer, @Nullable String note, @Nullable String shown) {
            return new Typed("DONE".equals(answer) || "NOT_NEEDED".equals(answer) ? answer : null, StorableText.line(note), version(shown));
        }

        boolean says(@Nullable String otherAnswer, String otherNote) {
            return java.util.Objects.equals(answer, otherAnswer) && note.equals(otherNote);
        }

        private boolean isWhole() {
            return note.length() <= LONGEST && StorableText.is(note) && (!"NOT_NEEDED".equals(answer) || !note.isEmpty());
        }
    }

    private static @Nullable Integer version(@Nullable String shown) {
        return shown != null && shown.matches("[0-9]{1,6}") ? Integer.valueOf(shown) : null;
    }

    /** From the fields {@code answer.<code>}, {@code note.<code>}, {@code shown.<code>}, {@code responsible}, {@code phone}, {@code named} and, as they stood there, {@code before.responsible} and {@code before.phone}. */
    public static ChecklistForm of(Map<String, String> fields) {
        var answers = new LinkedHashMap<String, Typed>();
        fields.forEach((name, value) -> {
            if (name.startsWith(ANSWER)) {
                var code = name.substring(ANSWER.length());
                answers.put(code, Typed.of(value, fields.get("note." + code), fields.get("shown." + code)));
            }
        });
        return new ChecklistForm(answers, fields.get("responsible"), fields.get("phone"), version(fields.get("named")), who(fields.get("before.responsible"), fields.get("before.phone")));
    }

    /** All of a checklist as done. */
    public static ChecklistForm done(Checklist checklist) {
        var answers = new LinkedHashMap<String, Typed>();
        checklist.items().forEach(it -> answers.put(it.code(), new Typed("DONE", "", null)));
        return new ChecklistForm(answers, null, null, null, null);
    }

    /** Who is named; null where nothing was said of it. */
    Occasion.@Nullable Responsible responsible() {
        return who(name, phone);
    }

    private static Occasion.@Nullable Responsible who(@Nullable String name, @Nullable String phone) {
        return name == null && phone == null ? null : new Occasion.Responsible(StorableText.line(name), number(phone));
    }

    /** Whether it only says again whom it was opened with, who does not stand there any more: that is no word of the writer's. */
    boolean recalls(Checklist checklist) {
        return before != null && before.equals(responsible()) && !before.equals(checklist.responsible());
    }

    /** Whom it names when it is shown again, and with whom it counts as opened then: with nobody where that one has gone since, or somebody else has come. */
    private Checklist again(List<Checklist.Item> items, Occasion.@Nullable Responsible who, int named, Checklist now) {
        var same = Objects.equals(who, now.responsible()) || Objects.equals(before, now.responsible());
        return new Checklist(items, who, named, same ? now.responsible() : null, now.forgotten());
    }

    /** A telephone number as people write it, with digits, brackets and dashes of whatever width. */
    private static String number(@Nullable String phone) {
        return Normalizer.normalize(StorableText.line(phone), Normalizer.Form.NFKC).replaceAll("\\p{Pd}", "-").replace('、', '/');
    }

    Verdict verdict() {
        var who = responsible();
        var nobody = who == null || who.name().isEmpty() && who.phone().isEmpty();
        return Verdict.of(
            Condition.of("safety.note", answers.values().stream().allMatch(Typed::isWhole), LONGEST),
            Condition.of("safety.who", nobody || !who.name().isEmpty() && who.name().length() <= LONGEST_NAME && StorableText.is(who.name()) && !who.phone().isEmpty(), LONGEST_NAME),
            Condition.of("safety.phone", who == null || who.phone().isEmpty() || who.phone().length() <= LONGEST_PHONE && PHONE.matcher(who.phone()).matches(), LONGEST_PHONE));
    }

    /** Whether it says anything else of an item than what stands. */
    boolean changes(Checklist.Item item) {
        var typed = answers.get(item.code());
        return typed != null && !typed.says(item.answer(), item.note());
    }

    /** Whether it says anything else, and another one has answered since the writer saw it. */
    boolean isBehind(Checklist.Item item) {
        var typed = answers.get(item.code());
        return changes(item) && typed.shown != null && typed.shown < item.version();
    }

    /** Whether it names anybody else than who is named, or nobody any more. */
    boolean names(Checklist checklist) {
        var who = responsible();
        return who != null && !recalls(checklist) && !who.equals(checklist.responsible()) && (checklist.responsible() != null || !who.name().isEmpty());
    }

    /** Whether it does, and another one has named somebody since. */
    boolean isBehind(Checklist checklist) {
        return names(checklist) && shown != null && shown < checklist.named();
    }

    /** What is shown to whoever has changed something that another one has changed since: empty-handed where nobody has. */
    Overtaken.Meanwhile meanwhile(Checklist now, Checklists.Left left) {
        var both = now.items().stream().filter(it -> isBehind(it) && !left.items().contains(it.code())).toList();
        var items = now.items().stream().map(it -> {
            var typed = answers.get(it.code());
            return typed == null || left.items().contains(it.code()) ? it
                : new Checklist.Item(it.code(), it.title(), it.basis(), typed.answer, typed.note, it.version(), it.byName(), it.at());
        }).toList();
        var who = responsible() == null || left.named() || recalls(now) ? now.responsible() : responsible();
        return new Overtaken.Meanwhile(again(items, who, now.named(), now), both, isBehind(now) && !left.named(), now.responsible());
    }

    /** The checklist as it is shown again to whoever has typed something wrong. */
    public Checklist over(Checklist checklist) {
        var items = checklist.items().stream().map(it -> {
            var typed = answers.get(it.code());
            return typed == null ? it : new Checklist.Item(it.code(), it.title(), it.basis(), typed.answer, typed.note, typed.shown == null ? it.version() : typed.shown, it.byName(), it.at());
        }).toList();
        return again(items, responsible() == null || recalls(checklist) ? checklist.responsible() : responsible(), shown == null ? checklist.named() : shown, checklist);
    }
}
