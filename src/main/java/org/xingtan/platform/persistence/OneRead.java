package org.xingtan.platform.persistence;

import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Several statements of one page on one connection, by plans made once: for a few people or units the planner believes that a plan
 * of their own would be worth it, and making it takes ten times as long as reading. Nothing in it writes or reads everybody.
 */
@Component
public class OneRead {

    private final JdbcClient db;
    private final TransactionTemplate transaction;

    OneRead(JdbcClient db, PlatformTransactionManager transactions) {
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
    }

    public <T> T of(Supplier<T> reads) {
        return transaction.execute(_ -> {
            db.sql("set local plan_cache_mode = force_generic_plan").update();
            return reads.get();
        });
    }
}
