package org.xingtan.messaging;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;

/** How somebody wants to be told, and the link that confirms his address. */
@Controller
@RequestMapping("/me/messages")
class SettingsController {

    private final Settings settings;
    private final Mailboxes mailboxes;
    private final ConfirmMailbox confirm;
    private final Ways ways;
    private final People people;

    SettingsController(Settings settings, Mailboxes mailboxes, ConfirmMailbox confirm, Ways ways, People people) {
        this.settings = settings;
        this.mailboxes = mailboxes;
        this.confirm = confirm;
        this.ways = ways;
        this.people = people;
    }

    @GetMapping("/settings")
    ModelAndView settings(Actor actor, @RequestParam(defaultValue = "") String saved) {
        var model = new HashMap<String, Object>();
        model.put("setting", settings.of(actor.teacher()));
        model.put("mailbox", mailboxes.of(actor.teacher()));
        model.put("phone", ways.isOpen(Way.SMS) ? people.find(actor.teacher()).map(PersonCard::phoneMasked).orElse(null) : null);
        model.put("saved", saved);
        return new ModelAndView("messaging/settings", model);
    }

    @PostMapping("/settings")
    String save(Actor actor, @RequestParam String mail, @RequestParam(defaultValue = "NEVER") String sms, @RequestParam String quietFrom,
                @RequestParam String quietTo, @RequestParam String language) {
        settings.save(actor.teacher(), new Setting(chosen(Setting.Mail.class, mail), chosen(Setting.Sms.class, sms), time(quietFrom), time(quietTo),
            Locale.of(language(language))));
        return "redirect:/me/messages/settings?saved=settings";
    }

    @GetMapping("/mailbox/{code}")
    ModelAndView mailbox(Actor actor, @PathVariable String code) {
        var model = new HashMap<String, Object>();
        model.put("code", code);
        model.put("address", confirm.address(actor, code).orElse(null));
        return new ModelAndView("messaging/mailbox", model);
    }

    @PostMapping("/mailbox/{code}")
    String confirm(Actor actor, @PathVariable String code) {
        confirm.confirm(actor, code);
        return "redirect:/me/messages/settings?saved=mailbox";
    }

    private static <E extends Enum<E>> E chosen(Class<E> choices, String name) {
        for (var choice : choices.getEnumConstants()) {
            if (choice.name().equals(name)) {
                return choice;
            }
        }
        throw malformed();
    }

    private static String language(String language) {
        if (!List.of("zh", "en").contains(language)) {
            throw malformed();
        }
        return language;
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw malformed();
        }
    }

    private static Problem malformed() {
        return new Problem(400, "error.malformed");
    }
}
