package org.xingtan.platform;

import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who is asking: the signed-in person.
 *
 * @param signIn  the live sign-in (browser session or token) the request came with
 * @param device  the name of the device or token, told to the person where a second device matters
 * @param machine true for a bearer token
 * @param mustChangePassword true while the only thing this person may do is choose a password
 */
public record Actor(TeacherId teacher, String personName, UUID signIn, String device, boolean machine, boolean mustChangePassword)
    implements AuthenticatedPrincipal {

    @Override
    public String getName() {
        return teacher.toString();
    }
}
