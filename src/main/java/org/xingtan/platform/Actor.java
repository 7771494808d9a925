package org.xingtan.platform;

import java.security.Principal;
import java.util.UUID;

/**
 * Who is asking: the signed-in person.
 *
 * @param signIn  the live sign-in (browser session or token) the request came with
 * @param device  the name of the device or token, told to the person where a second device matters
 * @param machine true for a bearer token
 * @param mustChangePassword true while the only thing this person may do is choose a password
 */
public record Actor(TeacherId teacher, String personName, UUID signIn, String device, boolean machine, boolean mustChangePassword)
    implements Principal {

    @Override
    public String getName() {
        return teacher.toString();
    }
}
