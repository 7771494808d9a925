import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A closed loop of connections, each sending its next request when the last one is answered. */
final class Load {

    /** What one connection sends next. */
    interface Client {

        /** @param n counts up for this connection; @return the request */
        byte[] next(int n);

        default void answered(int n, Http.Answer answer) {
            if (answer.status() >= 300) {
                throw new IllegalStateException(answer.status() + " " + answer.text());
            }
        }
    }

    interface Clients {

        Client of(int connection);
    }

    /** @param cpu processor milliseconds of the whole stack for one request */
    record Result(long requests, double perSecond, double cpu, double medianMillis, double p99Millis, double averageBytes) {}

    private Load() {}

    static Result run(Server server, int connections, double seconds, Clients clients) throws Exception {
        run(server, connections, Math.min(3, seconds / 2), clients, 1_000_000);
        return run(server, connections, seconds, clients, 2_000_000);
    }

    private static Result run(Server server, int connections, double seconds, Clients clients, int from) throws Exception {
        var failure = new AtomicReference<Throwable>();
        var requests = new AtomicLong();
        var bytes = new AtomicLong();
        var ready = new CountDownLatch(connections);
        var go = new CountDownLatch(1);
        var until = new long[1];
        var latencies = new double[connections][];
        var threads = new Thread[connections];
        for (var c = 0; c < connections; c++) {
            var connection = c;
            threads[c] = Thread.ofPlatform().start(() -> {
                try (var http = new Http(server.port)) {
                    var client = clients.of(connection);
                    var times = new double[1 << 20];
                    var n = 0;
                    ready.countDown();
                    go.await();
                    while (System.nanoTime() < until[0]) {
                        var request = client.next(from + n);
                        var began = System.nanoTime();
                        var answer = http.send(request);
                        times[n % times.length] = (System.nanoTime() - began) / 1e6;
                        client.answered(from + n, answer);
                        bytes.addAndGet(answer.body().length);
                        n++;
                    }
                    requests.addAndGet(n);
                    latencies[connection] = Arrays.copyOf(times, Math.min(n, times.length));
                } catch (Throwable e) {
                    failure.compareAndSet(null, e);
                    ready.countDown();
                }
            });
        }
        ready.await();
        var cpu = server.cpuMillis();
        var began = System.nanoTime();
        until[0] = began + (long) (seconds * 1e9);
        go.countDown();
        for (var thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
        var lasted = (System.nanoTime() - began) / 1e9;
        var all = Arrays.stream(latencies).flatMapToDouble(Arrays::stream).sorted().toArray();
        var n = requests.get();
        return new Result(n, n / lasted, (server.cpuMillis() - cpu) / n, all[all.length / 2], all[(int) (all.length * 0.99)], (double) bytes.get() / n);
    }
}
