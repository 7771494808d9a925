package org.xingtan.home;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.platform.Actor;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.web.Texts;

/** What is due, as the JSON contract writes it. */
@RestController
class TodoApi {

    record Item(String kind, String title, @Nullable String due, int minutes, String href) {}

    private final TodoList todo;
    private final Texts texts;

    TodoApi(TodoList todo, Texts texts) {
        this.todo = todo;
        this.texts = texts;
    }

    @GetMapping("/api/v1/me/todo")
    Page<Item> todo(Actor actor, @RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor, Locale locale) {
        return Page.part(todo.of(actor.teacher()), TodoList::place, TodoApi::name, limit, cursor).map(item -> new Item(item.kind().name(), title(item, locale),
            item.due() == null ? null : Dates.rfc3339(item.due()), item.minutes(), item.href()));
    }

    /** Whatever the reader's language. */
    private static String name(TodoItem item) {
        var duty = item.duty();
        return item.href() + " " + (duty == null ? item.title() : duty.text() + duty.about());
    }

    private String title(TodoItem item, Locale locale) {
        var duty = item.duty();
        return duty == null ? item.title() : texts.get(duty.text(), locale, duty.arguments().toArray());
    }
}
