package org.xingtan.qualification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Localized;

/** The kinds of qualifications, in their order. */
@Repository
class Kinds {

    private final JdbcClient db;

    Kinds(JdbcClient db) {
        this.db = db;
    }

    List<Kind> all() {
        return db.sql("""
                select code, title, title_en, posts, only_in, not_in, months, basis, asked_from
                  from qualification.kind
                 order by position
                """)
            .query((row, _) -> kind(row)).list();
    }

    Optional<Kind> find(String code) {
        return all().stream().filter(it -> it.code().equals(code)).findFirst();
    }

    /** A code that is none any more stands for itself. */
    static Localized title(List<Kind> kinds, String code) {
        return kinds.stream().filter(it -> it.code().equals(code)).findFirst().map(Kind::title).orElseGet(() -> new Localized(code, null));
    }

    void change(Kind kind) {
        db.sql("""
                update qualification.kind
                   set months = cast(:months as int), basis = :basis, asked_from = cast(:askedFrom as date)
                 where code = :code
                """)
            .param("months", kind.months()).param("basis", kind.basis()).param("askedFrom", kind.askedFrom()).param("code", kind.code()).update();
    }

    private static Kind kind(ResultSet row) throws SQLException {
        return new Kind(row.getString("code"), new Localized(row.getString("title"), row.getString("title_en")), texts(row, "posts"),
            texts(row, "only_in"), texts(row, "not_in"), row.getObject("months", Integer.class), row.getString("basis"),
            row.getObject("asked_from", LocalDate.class));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
