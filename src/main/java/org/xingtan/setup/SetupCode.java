package org.xingtan.setup;

import static java.time.ZoneOffset.UTC;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.activation.ActivationCode;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.PersonalValues;
import org.xingtan.platform.operation.Announcement;
import org.xingtan.platform.persistence.DataFolder;

/**
 * The code that lets whoever has started an empty platform set it up: told at the terminal, kept in the data folder for its
 * owner alone, of no use once it was used. The database knows its keyed hash only.
 */
@Component
class SetupCode implements Announcement {

    static final String FILE = "setup-code.txt";

    private final JdbcClient db;
    private final Organizations organizations;
    private final PersonalValues values;
    private final DataFolder folder;
    private final Clock clock;

    SetupCode(JdbcClient db, Organizations organizations, PersonalValues values, @Value("${xingtan.data}") Path data, Clock clock) {
        this.db = db;
        this.organizations = organizations;
        this.values = values;
        this.folder = DataFolder.of(data);
        this.clock = clock;
    }

    /** Nothing, once there is a unit. A code that was told before is told again. */
    @Override
    public List<String> lines() {
        if (!organizations.areNone()) {
            folder.forget(FILE);
            return List.of();
        }
        return List.of("Nothing is set up yet. Open /setup in a browser and enter the setup code " + told() + ", which works once.",
            "It also stands in " + folder.path().resolve(FILE) + ".");
    }

    private String told() {
        return folder.kept(FILE).map(String::strip).filter(this::isGood).orElseGet(this::make);
    }

    private String make() {
        var code = ActivationCode.next() + "-" + ActivationCode.next();
        db.sql("insert into setup.code (hash, made_at) values (:hash, :now)")
            .param("hash", hash(code)).param("now", clock.instant().atOffset(UTC)).update();
        folder.keep(FILE, code + "\n");
        return code;
    }

    boolean isGood(String typed) {
        return db.sql("select exists (select from setup.code where hash = :hash)").param("hash", hash(typed)).query(Boolean.class).single();
    }

    /** In the caller's transaction; another one that uses it at the same time waits, and finds it gone. */
    boolean use(String typed) {
        var used = db.sql("delete from setup.code where hash = :hash").param("hash", hash(typed)).update() == 1;
        if (used) {
            db.sql("delete from setup.code").update();
        }
        return used;
    }

    void forget() {
        folder.forget(FILE);
    }

    private byte[] hash(String typed) {
        return values.hash("setup", ActivationCode.normalize(typed));
    }
}
