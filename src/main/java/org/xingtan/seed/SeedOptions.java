package org.xingtan.seed;

import java.util.List;

/** What stands behind {@code bin/seed}. */
record SeedOptions(int teachers, int schools, double progress, int offerings, int places) {

    static final int PLANTED_SCHOOLS = 40;
    static final int PLANTED_TEACHERS = 50;

    static final int MOST_OFFERINGS = 2_000;
    static final int MOST_PLACES = 1_000_000;

    static final String USAGE = "usage: bin/seed --teachers N [--schools M] [--progress P] [--offerings O --places Q] [--data DIR]\n"
        + "  N  at least " + PLANTED_SCHOOLS * PLANTED_TEACHERS + "; M  more than " + PLANTED_SCHOOLS + ", one for 200 teachers if not given; P  from 0 to 1, 0.6 if not given;\n"
        + "  O  up to " + MOST_OFFERINGS + " courses with Q places each, up to " + MOST_PLACES + "; none if not given";

    SeedOptions {
        if (teachers < PLANTED_SCHOOLS * PLANTED_TEACHERS || teachers > 9_999_999 || schools <= PLANTED_SCHOOLS || schools > 80_000
            || !(progress >= 0 && progress <= 1) || offerings < 0 || offerings > MOST_OFFERINGS || places < 0 || places > MOST_PLACES) {
            throw new IllegalArgumentException(USAGE);
        }
    }

    /** @throws IllegalArgumentException with the usage, when they make no sense */
    static SeedOptions of(List<String> arguments) {
        var teachers = 0;
        var schools = 0;
        var progress = 0.6;
        var offerings = 0;
        var places = 0;
        for (var i = 0; i + 1 < arguments.size(); i += 2) {
            var value = arguments.get(i + 1);
            switch (arguments.get(i)) {
                case "--teachers" -> teachers = Integer.parseInt(value);
                case "--schools" -> schools = Integer.parseInt(value);
                case "--progress" -> progress = Double.parseDouble(value);
                case "--offerings" -> offerings = Integer.parseInt(value);
                case "--places" -> places = Integer.parseInt(value);
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        if (arguments.isEmpty() || arguments.size() % 2 == 1) {
            throw new IllegalArgumentException(USAGE);
        }
        return new SeedOptions(teachers, schools == 0 ? Math.max(PLANTED_SCHOOLS + 10, teachers / 200) : schools, progress, offerings, places);
    }
}
