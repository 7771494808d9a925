package org.xingtan.program;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A notice (通知) as it is entered.
 *
 * @param number    names it for good, e.g. {@code 教师厅函〔2022〕29号}
 * @param printedOn 印发日期; null when the notice gives none
 * @param forwards  number of the notice that this one forwards; null for an original
 */
public record NoticeDefinition(String number, String issuer, String title, LocalDate issuedOn, @Nullable LocalDate printedOn,
                               Disclosure disclosure, String addressees, String summary, @Nullable String forwards) {

    /** 主动公开, 依申请公开. */
    public enum Disclosure { PUBLIC, ON_REQUEST }
}
