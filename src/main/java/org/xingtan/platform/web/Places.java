package org.xingtan.platform.web;

/** Which entry of a navigation an address belongs to. */
public final class Places {

    private Places() {}

    /** The first label of an address; inside the console the second: {@code /programs/7} is "programs", {@code /console/certificates} "certificates". */
    public static String of(String path) {
        var labels = path.split("/", 4);
        if (labels.length < 2 || labels[1].isEmpty()) {
            return "front";
        }
        if (labels[1].equals("console") && labels.length > 2 && !labels[2].isEmpty()) {
            return switch (labels[2]) {
                case "monitoring" -> "statistics";
                case "teachers" -> "organizations";
                default -> labels[2];
            };
        }
        return switch (labels[1]) {
            case "receipts", "standing", "certificates", "appeals", "questions", "sign-ins", "password", "privacy", "calendar", "fees" -> "me";
            case "notices" -> "programs";
            default -> labels[1];
        };
    }
}
