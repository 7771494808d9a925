package org.xingtan.home;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.platform.Actor;
import org.xingtan.platform.web.Dates;

/** What is due, as the JSON contract writes it. */
@RestController
class TodoApi {

    record Item(String kind, String title, @Nullable String due, int minutes, String href) {}

    record Items(List<Item> items) {}

    private final TodoList todo;

    TodoApi(TodoList todo) {
        this.todo = todo;
    }

    @GetMapping("/api/v1/me/todo")
    Items todo(Actor actor) {
        return new Items(todo.of(actor.teacher()).stream().map(item -> new Item(item.kind().name(), item.title(),
            item.due() == null ? null : Dates.rfc3339(item.due()), item.minutes(), item.href())).toList());
    }
}
