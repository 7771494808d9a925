package org.xingtan.home;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.xingtan.platform.Actor;

/** Where somebody starts who has signed in: what is due, and what he is appointed to. */
@Controller
class HomeController {

    private final Desks desks;
    private final TodoList todo;
    private final Posts posts;

    HomeController(Desks desks, TodoList todo, Posts posts) {
        this.desks = desks;
        this.todo = todo;
        this.posts = posts;
    }

    @GetMapping("/home")
    String home(Actor actor, Model model) {
        var desk = desks.of(actor.teacher());
        model.addAttribute("items", todo.of(desk));
        model.addAttribute("takings", desk.takings());
        model.addAttribute("forecast", desk.forecast());
        model.addAttribute("posts", posts.of(actor));
        return "home/home";
    }

    @GetMapping("/me")
    String me() {
        return "home/me";
    }
}
