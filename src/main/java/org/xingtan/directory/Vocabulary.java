package org.xingtan.directory;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The words that are data: posts, stages and subjects, in both languages, in their order. Read again every minute. */
@Repository
public class Vocabulary {

    /** One word; templates choose by {@code ui.pick(term.title(), term.titleEn())}. */
    public record Term(String code, String title, String titleEn) {}

    private static final String POSTS = "select code, title, title_en from directory.post order by position";
    private static final String STAGES = "select code, title, title_en from directory.stage order by position";
    private static final String SUBJECTS = "select code, title, title_en from directory.subject order by position";

    private final LoadingCache<String, Map<String, Term>> terms;

    Vocabulary(JdbcClient db) {
        this.terms = Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build(sql -> read(db, sql));
    }

    public List<Term> posts() {
        return List.copyOf(terms.get(POSTS).values());
    }

    public List<Term> stages() {
        return List.copyOf(terms.get(STAGES).values());
    }

    public List<Term> subjects() {
        return List.copyOf(terms.get(SUBJECTS).values());
    }

    /** A code that is no post any more stands for itself. */
    public Term post(String code) {
        return terms.get(POSTS).getOrDefault(code, new Term(code, code, code));
    }

    public Term stage(String code) {
        return terms.get(STAGES).getOrDefault(code, new Term(code, code, code));
    }

    public Term subject(String code) {
        return terms.get(SUBJECTS).getOrDefault(code, new Term(code, code, code));
    }

    private static Map<String, Term> read(JdbcClient db, String sql) {
        var result = new LinkedHashMap<String, Term>();
        db.sql(sql).query(Term.class).list().forEach(term -> result.put(term.code(), term));
        return result;
    }
}
