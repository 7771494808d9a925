package org.xingtan.home;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.platform.Actor;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Texts;

/** What is due, as the JSON contract writes it. */
@RestController
class TodoApi {

    record Item(String kind, String title, @Nullable String due, int minutes, String href) {}

    record Items(List<Item> items) {}

    private final TodoList todo;
    private final Texts texts;

    TodoApi(TodoList todo, Texts texts) {
        this.todo = todo;
        this.texts = texts;
    }

    @GetMapping("/api/v1/me/todo")
    Items todo(Actor actor, Locale locale) {
        return new Items(todo.of(actor.teacher()).stream().map(item -> new Item(item.kind().name(), title(item, locale),
            item.due() == null ? null : Dates.rfc3339(item.due()), item.minutes(), item.href())).toList());
    }

    private String title(TodoItem item, Locale locale) {
        var duty = item.duty();
        return duty == null ? item.title() : texts.get(duty.text(), locale, duty.arguments().toArray());
    }
}
