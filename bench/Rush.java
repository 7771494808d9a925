import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Many people want places in some courses at once, nobody gives one back, and who is refused tries others: who was refused wrongly, and what is too much. */
final class Rush {

    private static final int CONNECTIONS = 64;
    /** How many others somebody tries who is refused. */
    private static final int OTHERS = 5;
    /** How many different courses each person wants. */
    private static final int WISHES = 2;
    private static final Pattern UNMET = Pattern.compile("\"code\":\"([^\"]+)\",\"text\":\"[^\"]*\",\"met\":false");

    /** @param courses the one that is wanted most, and what is tried in its stead */
    private record Wish(Teacher teacher, List<Offered.Course> courses) {}

    /** @param unmet every condition that was not met */
    private record Refusal(Offered.Course course, Set<String> unmet) {}

    private final List<Server> nodes;
    private final List<Offered.Course> courses;
    private final List<Wish> wishes = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong requests = new AtomicLong();
    private final Set<Offered.Place> places = ConcurrentHashMap.newKeySet();
    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    Rush(List<Server> nodes, List<Teacher> teachers, List<Offered.Course> courses, Random random) {
        this.nodes = nodes;
        this.courses = courses;
        for (var teacher : teachers) {
            var wanted = Offered.wanted(courses, WISHES * (1 + OTHERS), random);
            for (var i = 0; i < WISHES; i++) {
                wishes.add(new Wish(teacher, wanted.subList(i * (1 + OTHERS), (i + 1) * (1 + OTHERS))));
            }
        }
        Collections.shuffle(wishes, random);
    }

    void measure(String name, Results results) throws Exception {
        var cpu = cpuMillis();
        var began = System.nanoTime();
        run();
        var seconds = (System.nanoTime() - began) / 1e9;
        results.figure(name + ": requests/s", requests.get() / seconds);
        results.figure(name + ": places given/s", places.size() / seconds);
        results.figure(name + ": CPU ms a request", (cpuMillis() - cpu) / requests.get());
        results.figure(name + ": places given of " + wishes.size() + " wanted", places.size());
        results.figure(name + ": refusals", refusals.size());
        failures.stream().distinct().limit(3).forEach(System.out::println);
        results.atMost(name + ": answers that are neither a place nor a refusal", failures.size(), 0);
        judge(name, results);
    }

    private void run() throws Exception {
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var jobs = IntStream.range(0, CONNECTIONS).mapToObj(connection -> (Callable<Void>) () -> {
                try (var http = new Http(nodes.get(connection % nodes.size()).port)) {
                    for (var i = next.getAndIncrement(); i < wishes.size(); i = next.getAndIncrement()) {
                        want(http, wishes.get(i));
                    }
                }
                return null;
            }).toList();
            for (var job : threads.invokeAll(jobs)) {
                job.get();
            }
        }
    }

    private void want(Http http, Wish wish) throws Exception {
        for (var course : wish.courses) {
            var answer = http.send("POST", course.path(), wish.teacher.token(), "{}");
            requests.incrementAndGet();
            if (answer.status() == 201 && answer.text().contains("\"SELECTED\"")) {
                places.add(new Offered.Place(wish.teacher.id(), course.id()));
                return;
            }
            if (answer.status() == 422) {
                refusals.add(new Refusal(course, unmet(answer.text())));
            } else {
                failures.add(answer.status() + " " + answer.text());
            }
        }
    }

    private static Set<String> unmet(String verdict) {
        var unmet = new HashSet<String>();
        UNMET.matcher(verdict).results().forEach(it -> unmet.add(it.group(1)));
        return unmet;
    }

    /** Nobody has given anything back: whoever was refused a place in a course that is not full at the end was refused wrongly, as is whoever hears of any other reason. */
    private void judge(String name, Results results) throws Exception {
        var here = new HashSet<UUID>();
        courses.forEach(course -> here.add(course.id()));
        var stored = new HashSet<>(Offered.taken(nodes.getFirst()));
        stored.removeIf(place -> !here.contains(place.course()));
        var taken = new HashMap<UUID, Integer>();
        stored.forEach(place -> taken.merge(place.course(), 1, Integer::sum));
        var wrongly = refusals.stream().filter(it -> !it.unmet.equals(Set.of("selection.room")) || taken.getOrDefault(it.course.id(), 0) < it.course.places()).toList();
        wrongly.stream().distinct().limit(3).forEach(System.out::println);
        var lost = new HashSet<>(places);
        lost.removeAll(stored);
        stored.removeAll(places);
        results.figure(name + ": full courses of " + courses.size(), courses.stream().filter(it -> taken.getOrDefault(it.id(), 0) == it.places()).count());
        results.atMost(name + ": oversold courses", Offered.oversold(nodes.getFirst()), 0);
        results.atMost(name + ": refused wrongly", wrongly.size(), 0);
        results.atMost(name + ": acknowledged places that are not there", lost.size(), 0);
        results.atMost(name + ": places that nobody was told of", stored.size(), 0);
        results.atMost(name + ": courses whose counter, places and choices differ", Offered.disagreeing(nodes.getFirst()), 0);
    }

    private double cpuMillis() throws Exception {
        var sum = 0.0;
        for (var node : nodes) {
            sum += node.cpuMillis();
        }
        return sum;
    }
}
