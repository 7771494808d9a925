package org.xingtan.certificate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;

/**
 * What a certificate says, frozen when it is issued. Later changes of names, units, programs and hours leave it alone.
 *
 * @param document    the ID number, masked; null when the directory has none
 * @param unit        name of the unit the person counted in
 * @param title       heading, e.g. {@code 学时记录证书}
 * @param hours       credited hours of the program at issue
 * @param completedOn day in Asia/Shanghai, as is {@code issuedOn}
 * @param notice      number of the notice the program comes from
 * @param issuer      the authority whose notice the program comes from, else the organization that runs it; stored as {@code owner},
 *                    which is what the seals of older certificates lie over
 */
public record CertificateFacts(String name, @Nullable String document, String unit, String program, String track, String title,
                               CreditHours hours, LocalDate completedOn, LocalDate issuedOn, int ruleVersion,
                               @Nullable String notice, @JsonProperty("owner") String issuer) {

    /** The name as strangers see it: the first and, from three characters on, the last one; by code points, so rare ones stay whole. */
    public String maskedName() {
        var points = name.codePoints().toArray();
        if (points.length < 2) {
            return name;
        }
        var hidden = "*".repeat(Math.max(1, points.length - 2));
        return new String(points, 0, 1) + hidden + (points.length > 2 ? new String(points, points.length - 1, 1) : "");
    }
}
