package org.xingtan.catalog;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.LessonId;

/**
 * What a lesson shows.
 *
 * @param media    the video or document; null for a text
 * @param playlist HLS, where the film is played in parts
 * @param captions WebVTT by language, e.g. {@code zh-CN}
 * @param body     the text of a TEXT lesson, paragraphs parted by empty lines
 */
public record LessonContent(LessonId lesson, String summary, @Nullable DocumentId media, @Nullable DocumentId playlist, @Nullable DocumentId poster,
                            Map<String, DocumentId> captions, @Nullable String body) {}
