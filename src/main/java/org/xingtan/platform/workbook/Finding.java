package org.xingtan.platform.workbook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said about a cell, a row or a whole workbook.
 *
 * @param row       as the spreadsheet counts them, from 1; 0 when it concerns the whole workbook
 * @param column    the heading as the workbook has it; null when it concerns the whole row
 * @param code      message key of the sentence
 * @param arguments what the sentence is filled with
 */
public record Finding(int row, @Nullable String column, String code, List<String> arguments) {

    /** Columns get mixed up: a number where a word should be is somebody's, and is not kept in plain. */
    public Finding {
        arguments = arguments.stream().map(CellText::repeatable).toList();
    }

    public static Finding of(int row, @Nullable String column, String code, Object... arguments) {
        return new Finding(row, column, code, List.of(arguments).stream().map(Object::toString).toList());
    }
}
