package org.xingtan.ledger;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.web.Texts;

/** What stands in somebody's account, for whoever may correct it: each entry can be reversed there, with the reason. */
@Controller
@RequestMapping("/console/ledger/teachers/{id}")
public class HoursConsole {

    private static final int AT_ONCE = 30;
    private static final int LONGEST = 300;

    private final Account account;
    private final ReverseEntry reversal;
    private final People people;
    private final Access access;
    private final Texts texts;

    /**
     * An account in front of somebody.
     *
     * @param reversed entries that were taken back
     * @param own      whether it is the reader's: somebody else corrects it
     */
    public record View(PersonCard person, Page<ReceiptRow> receipts, Set<UUID> reversed, boolean own) {

        /** Whether an entry can still be taken back. */
        public boolean stands(Receipt receipt) {
            return receipt.reverses() == null && !reversed.contains(receipt.id()) && receipt.earned().signum() > 0;
        }

        public String href() {
            return "/console/ledger/teachers/" + person.id();
        }
    }

    /** Where entries and their words are. */
    @org.springframework.stereotype.Component
    record Account(Receipts receipts, Entries entries, CategoryNames categories) {}

    HoursConsole(Account account, ReverseEntry reversal, People people, Access access, Texts texts) {
        this.account = account;
        this.reversal = reversal;
        this.people = people;
        this.access = access;
        this.texts = texts;
    }

    @GetMapping
    ModelAndView view(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String after, Locale locale) {
        var person = person(actor, id);
        var page = account.receipts.ofTeacher(person.id(), null, after, AT_ONCE);
        var reversed = page.items().stream().map(Receipt::id).filter(it -> account.entries.find(person.id(), ReverseEntry.SOURCE, it.toString()).isPresent())
            .collect(Collectors.toSet());
        return new ModelAndView("ledger/console", "view", new View(person,
            page.map(it -> new ReceiptRow(it, ReceiptText.of(it, texts, locale), account.categories.of(it.category()))), reversed, person.id().equals(actor.teacher())));
    }

    @PostMapping("/entries/{entry}/reversal")
    String reverse(Actor actor, @PathVariable String id, @PathVariable String entry, @RequestParam(defaultValue = "") String reason) {
        var person = person(actor, id);
        var said = reason.strip();
        Verdict.of(List.of(Condition.of("ledger.reverse.reason", !said.isEmpty() && said.length() <= LONGEST && StorableText.is(said), LONGEST))).orRefuse();
        reversal.reverse(actor, person.id(), Uuids.parse(entry), said);
        return "redirect:/console/ledger/teachers/" + person.id();
    }

    /** @throws NotFound when it is none of the actor's */
    private PersonCard person(Actor actor, String id) {
        var teacher = TeacherId.of(id);
        return people.find(access.scope(actor, Task.CORRECT_HOURS), teacher).orElseThrow(() -> new NotFound(teacher));
    }
}
