package org.xingtan.messaging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.directory.PersonalValues;
import org.xingtan.platform.web.Texts;

/** Writes what goes out: several messages to one person are one letter, in his language. Plain text, so that nothing in it can act. */
@Component
class LetterWriter {

    private final JdbcClient db;
    private final Mailboxes mailboxes;
    private final PersonalValues values;
    private final Settings settings;
    private final Texts texts;
    private final String baseUrl;

    LetterWriter(JdbcClient db, Mailboxes mailboxes, PersonalValues values, Settings settings, Texts texts,
                 @Value("${xingtan.base-url}") String baseUrl) {
        this.db = db;
        this.mailboxes = mailboxes;
        this.values = values;
        this.settings = settings;
        this.texts = texts;
        this.baseUrl = baseUrl;
    }

    /** What somebody may do without is not sent when he has read it. Envelopes that have become empty, or whose person cannot be reached any more, have no letter. */
    List<Letter> letters(Way way, List<Queue.Claimed> envelopes) {
        var contents = way == Way.CONFIRMATION ? Map.<UUID, List<InboxMessage>>of() : contents(envelopes);
        var letters = new ArrayList<Letter>();
        envelopes.forEach(envelope -> letter(way, envelope, contents.getOrDefault(envelope.id(), List.of())).ifPresent(letters::add));
        return letters;
    }

    private Optional<Letter> letter(Way way, Queue.Claimed envelope, List<InboxMessage> messages) {
        var language = settings.of(envelope.person()).language();
        return switch (way) {
            case CONFIRMATION -> mailboxes.proposal(envelope.person()).map(it -> new Letter(envelope.id(), it.address(),
                texts.get("messaging.confirmation.subject", language),
                texts.get("messaging.confirmation.text", language, baseUrl + "/me/messages/mailbox/" + it.code())));
            case EMAIL -> mailboxes.address(envelope.person()).filter(_ -> !messages.isEmpty())
                .map(address -> new Letter(envelope.id(), address, subject(messages, language), text(messages, language)));
            case SMS -> Optional.ofNullable(values.rosterPhone(envelope.person())).filter(_ -> !messages.isEmpty())
                .map(phone -> new Letter(envelope.id(), phone, "", texts.get("messaging.sms", language, subject(messages, language), baseUrl + "/me/messages")));
        };
    }

    private String subject(List<InboxMessage> messages, Locale language) {
        var first = messages.getFirst().title(texts, language);
        return messages.size() == 1 ? first : texts.get("messaging.mail.several", language, first, messages.size());
    }

    private String text(List<InboxMessage> messages, Locale language) {
        return messages.stream().map(message -> message.title(texts, language) + "\n\n" + message.body(texts, language)
                + (message.link() == null ? "" : "\n" + baseUrl + message.link()))
            .collect(Collectors.joining("\n\n----\n\n")) + "\n\n-- \n" + texts.get("messaging.mail.foot", language, baseUrl + "/me/messages/settings");
    }

    private Map<UUID, List<InboxMessage>> contents(List<Queue.Claimed> envelopes) {
        var contents = new HashMap<UUID, List<InboxMessage>>();
        db.sql("""
                select e.envelope_id, m.id, m.kind, m.text, m.arguments::text as arguments, m.link, m.due_at, m.read_at, m.archived_at
                  from messaging.enclosure e
                  join messaging.message m on m.teacher_id = e.teacher_id and m.id = e.message_id
                 where e.teacher_id in (:people) and e.envelope_id in (:envelopes) and (m.kind = 'OFFICIAL' or m.read_at is null)
                 order by m.due_at, m.id
                """)
            .param("people", envelopes.stream().map(it -> it.person().value()).distinct().toList())
            .param("envelopes", envelopes.stream().map(Queue.Claimed::id).toList())
            .query(row -> {
                contents.computeIfAbsent(row.getObject("envelope_id", UUID.class), _ -> new ArrayList<>()).add(InboxMessage.of(row));
            });
        return contents;
    }
}
