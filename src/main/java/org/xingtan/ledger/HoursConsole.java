package org.xingtan.ledger;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
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
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.StorableText;
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
    private final WhoCorrects who;
    private final Texts texts;

    /**
     * An account in front of somebody, as far as it is his business.
     *
     * @param here     whether the person is in one of the reader's units now
     * @param reversed entries that were taken back
     * @param his      entries that the reader may correct
     * @param own      whether it is the reader's: somebody else corrects it
     */
    public record View(PersonCard person, boolean here, Page<ReceiptRow> receipts, Set<UUID> reversed, Set<UUID> his, boolean own) {

        /** Whether the reader can still take an entry back. */
        public boolean reversible(Receipt receipt) {
            return !own && his.contains(receipt.id()) && receipt.reverses() == null && !reversed.contains(receipt.id()) && receipt.earned().signum() > 0;
        }

        public String href() {
            return "/console/ledger/teachers/" + person.id();
        }
    }

    /** Where entries and their words are. */
    @Component
    record Account(Receipts receipts, Entries entries, CategoryNames categories) {}

    HoursConsole(Account account, ReverseEntry reversal, People people, WhoCorrects who, Texts texts) {
        this.account = account;
        this.reversal = reversal;
        this.people = people;
        this.who = who;
        this.texts = texts;
    }

    @GetMapping
    ModelAndView view(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String after, Locale locale) {
        var person = person(id);
        var seen = seen(actor, person.id());
        var page = account.receipts.seen(person.id(), seen, after, AT_ONCE);
        var reversed = page.items().stream().map(Receipt::id).filter(it -> account.entries.find(person.id(), ReverseEntry.SOURCE, it.toString()).isPresent())
            .collect(Collectors.toSet());
        var his = page.items().stream().filter(it -> who.may(seen, person.id(), it)).map(Receipt::id).collect(Collectors.toSet());
        return new ModelAndView("ledger/console", "view", new View(person, seen.here(),
            page.map(it -> new ReceiptRow(it, ReceiptText.of(it, texts, locale), account.categories.of(it.category()))), reversed, his, person.id().equals(actor.teacher())));
    }

    @PostMapping("/entries/{entry}/reversal")
    String reverse(Actor actor, @PathVariable String id, @PathVariable String entry, @RequestParam(defaultValue = "") String reason) {
        var person = person(id);
        seen(actor, person.id());
        var said = reason.strip();
        Verdict.of(List.of(Condition.of("ledger.reverse.reason", !said.isEmpty() && said.length() <= LONGEST && StorableText.is(said), LONGEST))).orRefuse();
        reversal.reverse(actor, person.id(), Uuids.parse(entry), said);
        return "redirect:/console/ledger/teachers/" + person.id();
    }

    private PersonCard person(String id) {
        var teacher = TeacherId.of(id);
        return people.find(teacher).orElseThrow(() -> new NotFound(teacher));
    }

    /** @throws NotFound when nothing of the account is the actor's business */
    private WhoCorrects.Seen seen(Actor actor, TeacherId teacher) {
        var seen = who.seen(actor, teacher, account.receipts.programs(teacher).stream().map(Receipts.OfProgram::program).filter(Objects::nonNull).toList());
        if (seen.isNothing()) {
            throw new NotFound(teacher);
        }
        return seen;
    }
}
