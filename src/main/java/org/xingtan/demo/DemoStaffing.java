package org.xingtan.demo;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** How many people an invented unit has and what they do there. */
final class DemoStaffing {

    private static final Map<String, List<String>> SUBJECTS = Map.of(
        "PRESCHOOL", List.of("PRESCHOOL"),
        "PRIMARY", List.of("CHINESE", "MATH", "CHINESE", "MATH", "ENGLISH", "MORALITY", "SCIENCE", "PE", "MUSIC", "ART", "IT", "LABOR"),
        "JUNIOR", List.of("CHINESE", "MATH", "ENGLISH", "PHYSICS", "HISTORY", "CHINESE", "MATH", "ENGLISH", "CHEMISTRY", "MORALITY", "GEOGRAPHY",
            "BIOLOGY", "PE", "MUSIC", "ART", "IT"),
        "SENIOR", List.of("CHINESE", "MATH", "ENGLISH", "PHYSICS", "CHEMISTRY", "BIOLOGY", "HISTORY", "GEOGRAPHY", "MORALITY", "PE", "IT"),
        "VOCATIONAL", List.of("VOCATIONAL", "VOCATIONAL", "CHINESE", "MATH", "ENGLISH"),
        "SPECIAL", List.of("SPECIAL"));

    private final Random random;

    DemoStaffing(Random random) {
        this.random = random;
    }

    static int size(DemoUnit unit) {
        return switch (unit.kind()) {
            case "SCHOOL" -> schoolSize(unit.stages());
            case "UNIVERSITY" -> 24;
            case "DEVELOPMENT_CENTER" -> 5;
            case "TEACHING_POINT" -> 2;
            case "YOUTH_PALACE" -> 4;
            default -> 0;
        };
    }

    private static int schoolSize(List<String> stages) {
        return stages.size() > 1 ? 10 : switch (stages.getFirst()) {
            case "PRESCHOOL", "SPECIAL" -> 6;
            case "PRIMARY" -> 8;
            case "VOCATIONAL" -> 8;
            default -> 11;
        };
    }

    @Nullable String stage(DemoUnit unit, int place) {
        return switch (unit.kind()) {
            case "TEACHING_POINT" -> "PRIMARY";
            case "DEVELOPMENT_CENTER", "YOUTH_PALACE" -> List.of("PRIMARY", "JUNIOR", "SENIOR").get(place % 3);
            default -> unit.stages().isEmpty() ? null : unit.stages().get(place % unit.stages().size());
        };
    }

    @Nullable String subject(@Nullable String stage, List<String> posts, int place) {
        if (posts.contains("COUNSELOR_FULL_TIME")) {
            return "MENTAL_HEALTH";
        }
        var subjects = stage == null ? null : SUBJECTS.get(stage);
        return subjects == null ? null : subjects.get(place % subjects.size());
    }

    /**
     * The first of a school leads it, the second looks after its training, the third is its part-time counselor. Authorities
     * have staff without posts.
     */
    List<String> posts(DemoUnit unit, int place) {
        return switch (unit.kind()) {
            case "SCHOOL" -> unit.teaches("PRESCHOOL") ? inKindergarten(place) : inSchool(unit, place);
            case "UNIVERSITY" -> place == 2 ? List.of("COUNSELOR_FULL_TIME") : List.of(place % 3 == 1 ? "TUTOR" : "CLASSROOM_TEACHER");
            case "DEVELOPMENT_CENTER" -> List.of(place == 4 ? "TRAINING_STAFF" : "RESEARCHER");
            case "TEACHING_POINT" -> List.of("CLASSROOM_TEACHER", "HOMEROOM_TEACHER");
            case "YOUTH_PALACE" -> List.of("CLASSROOM_TEACHER");
            default -> List.of();
        };
    }

    private List<String> inKindergarten(int place) {
        return switch (place) {
            case 0 -> List.of("PRINCIPAL");
            case 1 -> List.of("CLASSROOM_TEACHER", "TRAINING_STAFF");
            case 4 -> List.of("NURSERY_CARER");
            case 5 -> List.of("HEALTH_CARER");
            default -> List.of("CLASSROOM_TEACHER", "HOMEROOM_TEACHER");
        };
    }

    private List<String> inSchool(DemoUnit unit, int place) {
        return switch (place) {
            case 0 -> List.of("CLASSROOM_TEACHER", "PRINCIPAL");
            case 1 -> List.of("CLASSROOM_TEACHER", "TRAINING_STAFF");
            case 2 -> List.of("CLASSROOM_TEACHER", "COUNSELOR_PART_TIME");
            case 3 -> List.of(unit.teaches("JUNIOR") || unit.teaches("SENIOR") ? "COUNSELOR_FULL_TIME" : "CLASSROOM_TEACHER");
            default -> further(unit);
        };
    }

    private List<String> further(DemoUnit unit) {
        var chance = random.nextDouble();
        if (chance < 0.45) {
            return List.of("CLASSROOM_TEACHER", "HOMEROOM_TEACHER");
        }
        if (chance < 0.50) {
            return unit.teaches("PRIMARY") ? List.of("LIBRARIAN") : List.of("LAB_TEACHER");
        }
        return List.of("CLASSROOM_TEACHER");
    }
}
