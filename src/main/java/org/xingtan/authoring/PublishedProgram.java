package org.xingtan.authoring;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Window;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Windows;

/**
 * The console's page of a program that is out.
 *
 * @param rules   sentence by sentence
 * @param judging whether people are still being judged under rules that have come out
 * @param change  where somebody is writing new rules; null when nobody is
 */
public record PublishedProgram(ProgramDetail program, OrganizationCard owner, List<Row> windows, List<Windows.Extension> extensions, List<String> rules,
                               boolean judging, @Nullable String change) {

    /** @param title of the phase or course; null for the program itself */
    public record Row(@Nullable UUID phase, @Nullable UUID course, @Nullable String title, Window window) {}
}
