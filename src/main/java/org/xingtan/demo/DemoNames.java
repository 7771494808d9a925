package org.xingtan.demo;

import java.util.List;
import java.util.Random;

/** Names of nobody: common surnames and given names put together, the frequent ones more often. */
final class DemoNames {

    private final List<String> surnames;
    private final List<String> rareSurnames;
    private final List<String> female;
    private final List<String> male;
    private final List<String> unusual;

    DemoNames() {
        surnames = line("surnames").getFirst().codePoints().mapToObj(Character::toString).toList();
        rareSurnames = line("surnames2");
        female = line("female");
        male = line("male");
        unusual = line("rare");
    }

    private static List<String> line(String key) {
        return DemoResources.text("names.txt").lines().filter(line -> line.startsWith(key + " "))
            .map(line -> List.of(line.substring(key.length() + 1).split(" "))).findFirst().orElseThrow();
    }

    String next(Random random, boolean isFemale) {
        var surname = random.nextInt(200) == 0
            ? rareSurnames.get(random.nextInt(rareSurnames.size()))
            : surnames.get((int) (surnames.size() * Math.pow(random.nextDouble(), 1.8)));
        var given = isFemale ? female : male;
        return surname + given.get(random.nextInt(given.size()));
    }

    /** A name with a rare character or a middle dot, every so often; empty otherwise. */
    String unusual(int index) {
        return index % 97 == 50 ? unusual.get(index / 97 % unusual.size()) : "";
    }
}
