import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Just enough reading of the JSON contract for a load generator. */
final class Json {

    private Json() {}

    static String text(String json, String member) {
        var matcher = Pattern.compile("\"" + member + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        if (!matcher.find()) {
            throw new IllegalArgumentException("No " + member + " in " + json);
        }
        return matcher.group(1);
    }

    static String number(String json, String member) {
        var matcher = Pattern.compile("\"" + member + "\"\\s*:\\s*(-?[0-9.]+)").matcher(json);
        if (!matcher.find()) {
            throw new IllegalArgumentException("No " + member + " in " + json);
        }
        return matcher.group(1);
    }

    static List<String> texts(String json, String member) {
        var found = new ArrayList<String>();
        var matcher = Pattern.compile("\"" + member + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
