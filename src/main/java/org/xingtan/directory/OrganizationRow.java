package org.xingtan.directory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.OrganizationId;

/**
 * An organization to be loaded. Its path follows from the parent's and its code.
 *
 * @param kind   a code of {@code directory.organization_kind}
 * @param parent null for a root; loaded before or standing earlier in the same load
 */
public record OrganizationRow(OrganizationId id, String code, String name, @Nullable String nameEn, String kind,
                              @Nullable OrganizationId parent, @Nullable String divisionCode, List<String> stages,
                              boolean privatelyOwned, boolean rural, boolean direct) {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,40}");

    /** Whether a unit may have this code: letters, digits and hyphens, at most 41. */
    public static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }

    /** A public organization without stages of its own. */
    public static OrganizationRow of(String code, String name, @Nullable String nameEn, String kind, @Nullable OrganizationId parent) {
        return new OrganizationRow(OrganizationId.next(), code, name, nameEn, kind, parent, null, List.of(), false, false, false);
    }

    /** What can change of it, by the names that the database knows; code, parent and path cannot. */
    Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>(Map.of("id", id.toString(), "name", name, "kind", kind, "stages", String.join(",", stages),
            "ownership", privatelyOwned ? "PRIVATE" : "PUBLIC", "rural", rural, "subordination", direct ? "DIRECT" : "TERRITORIAL"));
        facts.put("name_en", nameEn);
        facts.put("division", divisionCode);
        return facts;
    }
}
