package org.xingtan.learning;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;

/**
 * Group commit of beats: what arrives within a moment is decided together and committed by one statement; nobody gets an
 * answer before the commit. A person's beats always go to the same writer. Sessions are remembered between beats; a row that
 * has changed meanwhile (another device, another node) does not match, is read again and retried with the others of its kind, at last by
 * itself.
 */
@Component
class BeatCommitter {

    /** The fewer there are, the more beats share a statement and a commit; one keeps a small machine's database busy. */
    private static final int WRITERS = Math.clamp(Runtime.getRuntime().availableProcessors() / 4, 1, 8);
    private static final int TRIES = 8;
    /** Where another node writes the same sessions, all that did not match are read and tried again together so often. */
    private static final int TRIES_TOGETHER = 4;

    /**
     * A beat waiting for its commit.
     *
     * @param at    when it arrived
     * @param clock what the session's clock showed then: it stops some time after the window has closed
     */
    private record Waiting(Sessions.Key key, Beat beat, int duration, Instant at, Instant clock, CompletableFuture<BeatLaw.Decision> answer) {}

    private final Sessions sessions;
    private final Clock clock;
    /** What is kept changes with every commit; only its place in the cache is looked up. */
    private final Cache<UUID, AtomicReference<Session>> known = Caffeine.newBuilder().maximumSize(50_000)
        .expireAfterAccess(Duration.ofMinutes(10)).executor(Runnable::run).build();
    private final List<LinkedBlockingQueue<Waiting>> queues = new ArrayList<>();
    private final List<Thread> writers = new ArrayList<>();

    BeatCommitter(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
        for (var i = 0; i < WRITERS; i++) {
            var queue = new LinkedBlockingQueue<Waiting>();
            queues.add(queue);
            writers.add(Thread.ofPlatform().name("beat-writer-" + i).daemon().start(() -> write(queue)));
        }
    }

    /**
     * Decides a beat and commits it.
     *
     * @param duration of the session's lesson, in seconds
     * @param stopsAt  when the lesson's sessions stop earning
     * @throws NotFound when the person has no such session
     */
    BeatLaw.Decision commit(TeacherId teacher, UUID session, Beat beat, int duration, Instant stopsAt) {
        var now = clock.instant();
        var waiting = new Waiting(new Sessions.Key(teacher, session), beat, duration, now, now.isBefore(stopsAt) ? now : stopsAt,
            new CompletableFuture<>());
        queues.get(Math.floorMod(teacher.hashCode(), WRITERS)).add(waiting);
        try {
            return waiting.answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** The session as it is known here, read from the database when it is not. */
    Session find(TeacherId teacher, UUID id) {
        var session = remembered(id);
        if (session == null) {
            var key = new Sessions.Key(teacher, id);
            session = sessions.load(List.of(key)).get(key);
            if (session != null) {
                known.put(id, new AtomicReference<>(session));
            }
        }
        if (session == null || !session.teacher().equals(teacher)) {
            throw new NotFound(id);
        }
        return session;
    }

    private @Nullable Session remembered(UUID id) {
        var place = known.getIfPresent(id);
        return place == null ? null : place.get();
    }

    private void remember(Session session) {
        var place = known.getIfPresent(session.id());
        if (place == null) {
            known.put(session.id(), new AtomicReference<>(session));
        } else {
            place.set(session);
        }
    }

    /** Told when a session was changed by other means on this node; others find out when their row does not match. */
    void forget(UUID session) {
        known.invalidate(session);
    }

    private void write(LinkedBlockingQueue<Waiting> queue) {
        var batch = new ArrayList<Waiting>(Sessions.MOST);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                batch.clear();
                batch.add(queue.take());
                queue.drainTo(batch, Sessions.MOST - 1);
                commit(batch);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void commit(List<Waiting> batch) {
        var pending = batch;
        try {
            for (var round = 0; round < TRIES && !pending.isEmpty(); round++) {
                pending = round < TRIES_TOGETHER ? attempt(pending) : singly(pending);
            }
            pending.forEach(waiting -> waiting.answer.completeExceptionally(
                new TransientDataAccessResourceException("A session changes faster than its beats can be written")));
        } catch (RuntimeException | Error e) {
            // Whatever happens, nobody waits for ever and the writer goes on.
            batch.forEach(waiting -> {
                forget(waiting.key.id());
                waiting.answer.completeExceptionally(e);
            });
        }
    }

    private List<Waiting> singly(List<Waiting> pending) {
        var left = new ArrayList<Waiting>();
        for (var waiting : pending) {
            try {
                left.addAll(attempt(List.of(waiting)));
            } catch (DataAccessException e) {
                forget(waiting.key.id());
                waiting.answer.completeExceptionally(e);
            }
        }
        return left;
    }

    /** @return those whose session was not as it was known */
    private List<Waiting> attempt(List<Waiting> batch) {
        var states = states(batch);
        var changed = new LinkedHashMap<UUID, Session>();
        var decisions = new ArrayList<BeatLaw.@Nullable Decision>(batch.size());
        for (var waiting : batch) {
            decisions.add(decide(waiting, states, changed));
        }
        var saved = changed.isEmpty() ? java.util.Set.<UUID>of() : sessions.save(changed.values());
        var again = new ArrayList<Waiting>();
        changed.forEach((id, session) -> {
            if (saved.contains(id)) {
                remember(session.saved());
            } else {
                forget(id);
            }
        });
        for (var i = 0; i < batch.size(); i++) {
            var waiting = batch.get(i);
            var decision = decisions.get(i);
            if (decision != null && changed.containsKey(waiting.key.id()) && !saved.contains(waiting.key.id())) {
                again.add(waiting);
            } else if (decision != null) {
                waiting.answer.complete(decision);
            }
        }
        return again;
    }

    private BeatLaw.@Nullable Decision decide(Waiting waiting, Map<Sessions.Key, Session> states, Map<UUID, Session> changed) {
        var session = states.get(waiting.key);
        if (session == null) {
            waiting.answer.completeExceptionally(new NotFound(waiting.key.id()));
            return null;
        }
        try {
            if (session.isExpired(waiting.at)) {
                throw new org.xingtan.platform.Problem(410, "learning.session-expired");
            }
            var decision = BeatLaw.decide(session, waiting.beat, waiting.duration, waiting.clock);
            if (decision.session() != session) {
                states.put(waiting.key, decision.session());
                changed.put(waiting.key.id(), decision.session());
            }
            return decision;
        } catch (org.xingtan.platform.Problem e) {
            waiting.answer.completeExceptionally(e);
            return null;
        }
    }

    private Map<Sessions.Key, Session> states(List<Waiting> batch) {
        var states = new java.util.HashMap<Sessions.Key, Session>();
        var unknown = new java.util.HashSet<Sessions.Key>();
        for (var waiting : batch) {
            var session = remembered(waiting.key.id());
            if (session != null && session.teacher().equals(waiting.key.teacher())) {
                states.put(waiting.key, session);
            } else {
                unknown.add(waiting.key);
            }
        }
        if (!unknown.isEmpty()) {
            states.putAll(sessions.load(unknown));
        }
        return states;
    }

    @PreDestroy
    void stop() {
        writers.forEach(Thread::interrupt);
    }
}
