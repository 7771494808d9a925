package org.xingtan.directory;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/**
 * What others may know of a person. Numbers are masked.
 *
 * @param stage        a code of {@code directory.stage}
 * @param subject      a code of {@code directory.subject}
 * @param state        of the employment in force: {@code ACTIVE}, {@code SECONDED} or {@code ON_LEAVE}; null without one
 * @param posts        codes of {@code directory.post} in that employment
 * @param organization the unit the person counts in; null when he is in nobody's service
 */
public record PersonCard(TeacherId id, String name, @Nullable String documentMasked, @Nullable String phoneMasked,
                         RealNameState realName, @Nullable String stage, @Nullable String subject, @Nullable LocalDate hiredOn,
                         @Nullable String state, List<String> posts, @Nullable OrganizationCard organization, boolean rural) {

    /** Where a list by name goes on: behind this person. */
    record Key(String name, TeacherId id) {

        private static final int ID = 36;

        static String of(PersonCard person) {
            return person.id() + person.name();
        }

        /** @throws Problem 400 when that is no cursor of ours */
        static @Nullable Key decode(@Nullable String cursor) {
            var text = Page.decode(cursor);
            if (text == null) {
                return null;
            }
            var end = Math.min(ID, text.length());
            try {
                return new Key(text.substring(end), TeacherId.of(text.substring(0, end)));
            } catch (NotFound e) {
                throw (Problem) new Problem(400, "error.cursor").initCause(e);
            }
        }
    }

    /** Whether that is the name, however it is written. */
    public boolean isCalled(String written) {
        return PersonName.same(name, written);
    }

    /** ltree path of the unit; null without one. */
    public @Nullable String path() {
        return organization == null ? null : organization.path();
    }
}
