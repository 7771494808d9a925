package org.xingtan.document;

import java.util.List;
import org.springframework.web.multipart.MultipartFile;

/** Files as a form sends them. */
public final class SentFiles {

    private static final int LONGEST_NAME = 120;

    private SentFiles() {}

    /** As the person sees it, without the folders and control characters that some browsers send; of a long one the end, which says what it is. */
    public static String name(MultipartFile file) {
        var sent = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        var name = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        return name.substring(Math.max(0, name.length() - LONGEST_NAME)).replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "").strip();
    }

    /** Where nobody has chosen a file, a form sends an empty one. */
    public static List<MultipartFile> chosen(List<MultipartFile> files) {
        return files.stream().filter(file -> !file.isEmpty()).toList();
    }
}
