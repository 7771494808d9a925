package org.xingtan.program;

import java.util.List;

/**
 * Which tracks lead to a certificate, and what it looks like.
 *
 * @param tracks only these; the others get "time only, no certificate" with the reason
 * @param title  the certificate's heading, e.g. {@code 学时记录证书}
 * @param prefix letters before year and number; the number is {@code prefix-year-00000001}
 */
public record CertificateRule(List<String> tracks, String title, String prefix) {}
