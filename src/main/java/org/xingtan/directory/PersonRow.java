package org.xingtan.directory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.TeacherId;

/**
 * A person to be loaded.
 *
 * @param sex     {@code F}, {@code M} or null
 * @param stage   a code of {@code directory.stage}
 * @param subject a code of {@code directory.subject}
 */
public record PersonRow(TeacherId id, String name, @Nullable String sex, @Nullable LocalDate bornOn, @Nullable LocalDate hiredOn,
                        @Nullable String title, @Nullable DocumentNumber document, @Nullable String phone,
                        RealNameState realName, @Nullable String stage, @Nullable String subject) {}
