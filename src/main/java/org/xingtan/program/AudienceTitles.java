package org.xingtan.program;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Localized;
import org.xingtan.platform.web.Texts;

/** The names, from the directory and the texts; a change of a name is seen within a minute. */
@Component
class AudienceTitles implements AudienceNames {

    private record Key(String what, String code) {}

    private final JdbcClient db;
    private final Texts texts;
    private final Cache<Key, Localized> names = Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(1)).build();

    AudienceTitles(JdbcClient db, Texts texts) {
        this.db = db;
        this.texts = texts;
    }

    @Override
    public Localized of(Of list, String code) {
        return switch (list) {
            case STAGE -> named("select title, title_en from directory.stage_card where code = :code", code);
            case SUBJECT -> named("select title, title_en from directory.subject_card where code = :code", code);
            case POST -> named("select title, title_en from directory.post_card where code = :code", code);
            case STATE -> text("program.state." + code);
            case KIND -> text("program.kind." + code);
        };
    }

    @Override
    public Localized unit(String path) {
        return named("select name, name_en from directory.organization_card where path = :code::public.ltree", path);
    }

    @Override
    public Localized program(UUID id) {
        return named("select title, null from program.program where id = :code::uuid", id.toString());
    }

    @Override
    public Localized nothing() {
        return text("program.nothing");
    }

    /** What is in no list any more is shown by its code. */
    private Localized named(String sql, String code) {
        return names.get(new Key(sql, code), _ -> db.sql(sql).param("code", code)
            .query((row, _) -> new Localized(row.getString(1), row.getString(2))).optional().orElse(new Localized(code, code)));
    }

    private Localized text(String key) {
        return new Localized(texts.get(key, Locale.SIMPLIFIED_CHINESE), texts.get(key, Locale.ENGLISH));
    }
}
