package org.xingtan.notice;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.document.DocumentId;

/**
 * A notice (通知) as it is entered.
 *
 * @param number      names it for good, e.g. {@code 教师厅函〔2022〕29号}
 * @param printedOn   印发日期; null when the notice gives none
 * @param signedBy    承办: the department that drew it up; null when the notice names none
 * @param forwards    number of the notice that this one forwards; null for an original
 * @param attachments in the order in which the notice lists them
 */
public record NoticeDefinition(String number, String issuer, String title, LocalDate issuedOn, @Nullable LocalDate printedOn,
                               Disclosure disclosure, String addressees, @Nullable String signedBy, String summary,
                               @Nullable String forwards, List<DocumentId> attachments) {

    /** 主动公开, 依申请公开. */
    public enum Disclosure { PUBLIC, ON_REQUEST }
}
