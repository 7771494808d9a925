package org.xingtan.identity;

import java.text.Normalizer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Problem;

/**
 * Argon2id with 19 MiB. Hashing takes a processor for tens of milliseconds, so it has threads of its own, as many as there
 * are processors: a crowd signing in waits in a line and leaves the pages their share.
 */
@Component
class Passwords implements SmartInitializingSingleton, DisposableBean {

    static final int LONGEST = 128;
    private static final int PLACES = Runtime.getRuntime().availableProcessors();
    private static final int PATIENCE_SECONDS = 8;

    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final ExecutorService threads = Executors.newFixedThreadPool(PLACES, Thread.ofPlatform().daemon().name("hash-", 0).factory());
    private final Semaphore places = new Semaphore(PLACES, true);
    /** Computed beside the start, which need not wait for it. */
    private final Future<String> nobodys = threads.submit(() -> encode(Secrets.next()));

    /** Whoever starts learns now whether hashing works. */
    @Override
    public void afterSingletonsInstantiated() {
        result(nobodys);
    }

    String hash(String password) {
        return result(threads.submit(() -> encode(password)));
    }

    private String encode(String password) {
        return String.valueOf(argon2.encode(normalize(password)));
    }

    /** Compares with the hash, or with nobody's: the work is the same whether there is an account or not. */
    boolean matches(String password, @Nullable String hash) {
        var candidate = password.length() > LONGEST ? "" : normalize(password);
        var known = hash == null ? result(nobodys) : hash;
        var same = result(threads.submit(() -> argon2.matches(candidate, known)));
        return same && hash != null;
    }

    /**
     * Decides about a password with a place in hand, so that no more decisions are under way than there are processors.
     *
     * @throws Problem 429 when the line is too long
     */
    <T extends @Nullable Object> T decide(Supplier<T> decision) {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Problem(429, "identity.busy").with("retryAfter", 5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(429, "identity.busy").with("retryAfter", 5);
        }
        try {
            return decision.get();
        } finally {
            places.release();
        }
    }

    /** The same text however a keyboard composes its letters. */
    static String normalize(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private static <T> T result(Future<T> work) {
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
