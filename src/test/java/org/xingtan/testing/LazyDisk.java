package org.xingtan.testing;

import org.springframework.jdbc.core.JdbcTemplate;

/** While it is open the server writes its log when a commit waits for that, and hardly ever by itself: what is on the disk is not there by chance. */
public final class LazyDisk implements AutoCloseable {

    private final JdbcTemplate db;

    public LazyDisk(JdbcTemplate db) {
        this.db = db;
        db.execute("alter system set wal_writer_delay = '10s'");
        db.execute("select pg_reload_conf(), pg_sleep(0.5)");
    }

    /** Something that is not on the disk, unless somebody waits for it or for what comes later. @return where it ends in the log */
    public String behind() {
        return db.queryForObject("""
            with mode as materialized (select set_config('synchronous_commit', 'off', true)),
                 written as materialized (select pg_logical_emit_message(true, 'test', 'one')::text as at from mode)
            select at from written
            """, String.class);
    }

    public boolean has(String at) {
        return Boolean.TRUE.equals(db.queryForObject("select pg_current_wal_flush_lsn() >= ?::pg_lsn", Boolean.class, at));
    }

    /** As a server does that goes down. */
    public void cutLines() {
        db.queryForList("select pg_terminate_backend(pid, 5000) from pg_stat_activity where query like '%xingtan.line%' and pid <> pg_backend_pid()");
    }

    @Override
    public void close() {
        db.execute("alter system reset wal_writer_delay");
        db.execute("select pg_reload_conf()");
    }
}
