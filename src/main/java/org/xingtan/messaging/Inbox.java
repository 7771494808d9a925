package org.xingtan.messaging;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.SharedReads;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.web.Ui;

/** Use cases of a person and his messages: read, put away, bring back. */
@Component
class Inbox implements Ui.UnreadMessages {

    static final int ROWS = 20;

    private final Messages messages;
    private final Clock clock;
    private final SharedReads<TeacherId, Integer> unread;
    /** Every page of every person asks for it: what somebody else has sent may show some seconds later, one's own acts at once. */
    private final Cache<TeacherId, Integer> counts = Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(Duration.ofSeconds(10)).build();

    Inbox(Messages messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
        this.unread = new SharedReads<>(1, people -> messages.unread(people, clock.instant()));
    }

    @Override
    public int count(TeacherId person) {
        return counts.get(person, unread::get);
    }

    Page<InboxMessage> page(TeacherId person, Messages.Shelf shelf, @Nullable String after) {
        return messages.page(person, shelf, after, clock.instant(), ROWS);
    }

    Optional<InboxMessage> find(TeacherId person, UUID id) {
        return messages.find(person, List.of(id), clock.instant()).stream().findFirst();
    }

    /** @throws NotFound when the person has no such message */
    @Transactional
    InboxMessage read(TeacherId person, UUID id) {
        require(messages.read(person, id, clock.instant()), id);
        recount(person);
        return find(person, id).orElseThrow(() -> new NotFound(id.toString()));
    }

    @Transactional
    void unread(TeacherId person, UUID id) {
        require(messages.unread(person, id, clock.instant()), id);
        recount(person);
    }

    @Transactional
    void readAll(TeacherId person) {
        messages.readAll(person, clock.instant());
        recount(person);
    }

    @Transactional
    void archive(TeacherId person, UUID id) {
        var now = clock.instant();
        require(messages.archive(person, id, now, now), id);
        recount(person);
    }

    @Transactional
    void restore(TeacherId person, UUID id) {
        require(messages.archive(person, id, null, clock.instant()), id);
        recount(person);
    }

    /** Once it is committed; counted before, it would be what it was. */
    private void recount(TeacherId person) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                counts.invalidate(person);
            }
        });
    }

    private static void require(boolean found, UUID id) {
        if (!found) {
            throw new NotFound(id.toString());
        }
    }
}
