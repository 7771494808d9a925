import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A closed loop of connections, each sending its next request when the last one is answered. */
final class Load {

    /** What one connection sends next. */
    interface Client {

        /** @param n counts up for this connection; @return the request; null when nothing is left to send */
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

    /** One stretch of load, as counted. */
    record Stretch(long requests, double seconds, double cpu, long bytes, double[] times) {

        Stretch plus(Stretch other) {
            return new Stretch(requests + other.requests, seconds + other.seconds, cpu + other.cpu, bytes + other.bytes,
                Stream.of(times, other.times).flatMapToDouble(Arrays::stream).toArray());
        }

        Result result() {
            var sorted = times.clone();
            Arrays.sort(sorted);
            return new Result(requests, requests / seconds, cpu / requests, sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.99)],
                (double) bytes / requests);
        }
    }

    /** So many times the rounds that warm up on a fast machine are enough on any. */
    private static final int MOST_WARM = 5;

    private Load() {}

    static Result run(Server server, int connections, double seconds, Clients clients) throws Exception {
        var kind = new Kind(server, connections, clients);
        stretch(kind, Math.min(3, seconds / 2), 1_000_000);
        return stretch(kind, seconds, 2_000_000).result();
    }

    /** Load of one kind on one server. */
    record Kind(Server server, int connections, Clients clients) {}

    /**
     * Several kinds of load against each other: in turn, a short slice of each, so that whatever else the machine does hits all
     * alike. The first rounds warm up and are not counted, until the compilers are quiet; what is counted are the sums over the others.
     *
     * @param warmRounds at least
     * @return in the order of the kinds
     */
    static List<Result> inTurn(int warmRounds, int rounds, double slice, List<Kind> kinds) throws Exception {
        var servers = kinds.stream().map(Kind::server).collect(Collectors.toSet());
        var warm = Warming.up(servers, warmRounds, MOST_WARM * warmRounds, n -> round(kinds, slice, n));
        var sums = round(kinds, slice, warm);
        for (var n = 1; n < rounds; n++) {
            var next = round(kinds, slice, warm + n);
            for (var kind = 0; kind < sums.length; kind++) {
                sums[kind] = sums[kind].plus(next[kind]);
            }
        }
        return Arrays.stream(sums).map(Stretch::result).toList();
    }

    private static Stretch[] round(List<Kind> kinds, double slice, int n) throws Exception {
        var round = new Stretch[kinds.size()];
        for (var kind = 0; kind < round.length; kind++) {
            round[kind] = stretch(kinds.get(kind), slice, n * 100_000);
        }
        return round;
    }

    /** @param seconds when it ends at the latest; @param from the first number of each connection */
    static Stretch stretch(Kind kind, double seconds, int from) throws Exception {
        var server = kind.server;
        var connections = kind.connections;
        var failure = new AtomicReference<Throwable>();
        var requests = new AtomicLong();
        var bytes = new AtomicLong();
        var ready = new CountDownLatch(connections);
        var go = new CountDownLatch(1);
        var until = new long[1];
        var latencies = new double[connections][0];
        var threads = new Thread[connections];
        for (var c = 0; c < connections; c++) {
            var connection = c;
            threads[c] = Thread.ofPlatform().start(() -> {
                try (var http = new Http(server.port)) {
                    var client = kind.clients.of(connection);
                    var times = new double[1024];
                    var n = 0;
                    ready.countDown();
                    go.await();
                    while (System.nanoTime() < until[0]) {
                        var request = client.next(from + n);
                        if (request == null) {
                            break;
                        }
                        var began = System.nanoTime();
                        var answer = http.send(request);
                        if (n == times.length) {
                            times = Arrays.copyOf(times, n * 2);
                        }
                        times[n] = (System.nanoTime() - began) / 1e6;
                        client.answered(from + n, answer);
                        bytes.addAndGet(answer.body().length);
                        n++;
                    }
                    requests.addAndGet(n);
                    latencies[connection] = Arrays.copyOf(times, n);
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
        return new Stretch(requests.get(), (System.nanoTime() - began) / 1e9, server.cpuMillis() - cpu, bytes.get(),
            IntStream.range(0, connections).boxed().flatMapToDouble(c -> Arrays.stream(latencies[c])).toArray());
    }
}
