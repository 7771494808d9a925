import java.util.Set;

/** Rounds that do not count, until the compilers of the virtual machine have hardly anything left to do: on a slow machine that takes longer. */
final class Warming {

    /** Of all processors; what is compiled later than that is what hardly anybody runs. */
    private static final double QUIET = 0.03;

    interface Round {

        /** @param n counts up from 0 */
        void run(int n) throws Exception;
    }

    private Warming() {}

    /**
     * @param least so many rounds in any case
     * @param most  and no more than so many; then what is measured is what a machine does that still compiles, and the console says so
     * @return how many it took
     */
    static int up(Set<Server> servers, int least, int most, Round round) throws Exception {
        for (var n = 0; ; n++) {
            var before = compilerMillis(servers);
            var began = System.nanoTime();
            round.run(n);
            var share = (compilerMillis(servers) - before) / ((System.nanoTime() - began) / 1e6 * Runtime.getRuntime().availableProcessors());
            if (n + 1 >= least && (share < QUIET || n + 1 >= most)) {
                System.out.printf("  after %d rounds the compilers have %.1f of 100 of all processors%n", n + 1, 100 * share);
                return n + 1;
            }
        }
    }

    private static double compilerMillis(Set<Server> servers) throws Exception {
        var sum = 0.0;
        for (var server : servers) {
            sum += server.compilerMillis();
        }
        return sum;
    }
}
