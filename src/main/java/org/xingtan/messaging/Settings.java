package org.xingtan.messaging;

import java.time.LocalTime;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.TeacherId;

/** How each person wants to be told. */
@Repository
class Settings {

    private final JdbcClient db;

    Settings(JdbcClient db) {
        this.db = db;
    }

    Setting of(TeacherId person) {
        return db.sql("select mail, sms, quiet_from, quiet_to, language from messaging.setting where teacher_id = :person")
            .param("person", person.value())
            .query((row, _) -> new Setting(Setting.Mail.valueOf(row.getString("mail")), Setting.Sms.valueOf(row.getString("sms")),
                row.getObject("quiet_from", LocalTime.class), row.getObject("quiet_to", LocalTime.class), Locale.of(row.getString("language"))))
            .optional().orElse(Setting.USUAL);
    }

    void save(TeacherId person, Setting setting) {
        db.sql("""
                insert into messaging.setting (teacher_id, mail, sms, quiet_from, quiet_to, language)
                values (:person, :mail, :sms, :from, :to, :language)
                    on conflict (teacher_id) do update
                   set mail = excluded.mail, sms = excluded.sms, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
                       language = excluded.language
                """)
            .param("person", person.value()).param("mail", setting.mail().name()).param("sms", setting.sms().name())
            .param("from", setting.quietFrom()).param("to", setting.quietTo()).param("language", setting.language().getLanguage())
            .update();
    }
}
