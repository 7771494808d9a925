package org.xingtan.catalog;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Localized;

/** The stages (学段) that courses are made for, in their order. */
@Repository
public class Stages {

    private final JdbcClient db;

    Stages(JdbcClient db) {
        this.db = db;
    }

    public List<StageRow> all() {
        return db.sql("select code, title, title_en from directory.stage_card order by position")
            .query((row, _) -> new StageRow(row.getString(1), new Localized(row.getString(2), row.getString(3)))).list();
    }
}
