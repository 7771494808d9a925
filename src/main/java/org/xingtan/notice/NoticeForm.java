package org.xingtan.notice;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Uuids;

/**
 * The form of a notice as it is sent. What is missing is empty.
 *
 * @param kept  attachments that stay, in their order
 * @param files new ones
 */
record NoticeForm(@Nullable String owner, @Nullable String number, @Nullable String issuer, @Nullable String title, @Nullable String issuedOn,
                  @Nullable String printedOn, @Nullable String disclosure, @Nullable String addressees, @Nullable String signedBy,
                  @Nullable String summary, @Nullable String forwards, @Nullable List<String> kept, @Nullable List<MultipartFile> files,
                  @Nullable Integer version) {

    private static final int LINE = 200;
    private static final int TEXT = 20_000;
    private static final int EARLIEST = 1949;
    private static final int LATEST = 2999;

    OrganizationId ownerId() {
        return OrganizationId.of(text(owner, LINE));
    }

    int versionRead() {
        return version == null ? 0 : version;
    }

    /** @throws Problem 400 when a value is none that the form could have sent */
    NoticeDraft content() {
        return new NoticeDraft(text(number, LINE), text(issuer, LINE), text(title, LINE), day(issuedOn), day(printedOn), disclosed(), text(addressees, TEXT),
            text(signedBy, LINE), text(summary, TEXT), text(forwards, LINE), kept == null ? List.of() : kept.stream().map(Uuids::parse).toList());
    }

    List<WriteNotice.Upload> uploads() {
        return files == null ? List.of() : files.stream().filter(file -> !file.isEmpty()).map(NoticeForm::upload).toList();
    }

    private NoticeDefinition.Disclosure disclosed() {
        return Arrays.stream(NoticeDefinition.Disclosure.values()).filter(it -> it.name().equals(disclosure)).findFirst()
            .orElseThrow(() -> new Problem(400, "error.malformed"));
    }

    private static String text(@Nullable String value, int most) {
        var text = value == null ? "" : value.strip();
        if (text.length() > most || !StorableText.is(text)) {
            throw new Problem(400, "error.malformed");
        }
        return text;
    }

    private static @Nullable LocalDate day(@Nullable String value) {
        try {
            var day = value == null || value.isBlank() ? null : LocalDate.parse(value.strip());
            if (day != null && (day.getYear() < EARLIEST || day.getYear() > LATEST)) {
                throw new Problem(400, "error.malformed");
            }
            return day;
        } catch (DateTimeParseException e) {
            throw new Problem(400, "error.malformed");
        }
    }

    private static WriteNotice.Upload upload(MultipartFile file) {
        return new WriteNotice.Upload() {
            @Override
            public String name() {
                var name = String.valueOf(file.getOriginalFilename());
                return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
            }

            @Override
            public InputStream open() throws IOException {
                return file.getInputStream();
            }
        };
    }
}
