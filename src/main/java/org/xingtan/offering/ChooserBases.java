package org.xingtan.offering;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;
import org.xingtan.offering.Choosers.Asked;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;
import org.xingtan.program.Programs;
import org.xingtan.selection.TermId;

/** On what figures of who has chosen rest beside people: what is offered, asked for and over, for everybody. */
@Repository
class ChooserBases {

    /** What cannot be learned any more, and what all else comes to. @param here for whoever has to do with nothing of elsewhere */
    record Basis(UUID[] over, UUID here, UUID everywhere) {

        /** Of people of both kinds. */
        UUID both() {
            return UUID.nameUUIDFromBytes((here + " " + everywhere).getBytes(StandardCharsets.UTF_8));
        }

        private boolean is(Basis other) {
            return here.equals(other.here) && everywhere.equals(other.everywhere);
        }
    }

    private record Offered(List<ProgramId> programs, String asked) {

        UUID basis(Set<ProgramId> over) {
            var all = asked + programs.stream().filter(over::contains).map(ProgramId::toString).sorted().toList();
            return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8));
        }
    }

    private record About(TermId term, int year, String owner) {

        static About of(Asked asked) {
            return new About(asked.term().id(), asked.year(), asked.term().ownerPath());
        }
    }

    /** @param programs whatever is offered */
    private record Known(List<ProgramId> programs, Basis basis) {}

    private record Read<T>(List<Offered> offered, T what) {}

    private static final int KNOWN = 1_000;

    private final OneRead reads;
    private final Programs programs;
    private final Clock clock;
    private final Cache<About, Known> lately = Caffeine.newBuilder().maximumSize(KNOWN).build();

    ChooserBases(OneRead reads, Programs programs, Clock clock) {
        this.reads = reads;
        this.programs = programs;
        this.clock = clock;
    }

    /** What is offered in the terms of the year and cannot be learned any more is over: nobody's forecast counts it. */
    Basis of(Asked asked) {
        var offered = reads.ofMany(offered(asked));
        programs.check(offered.getLast().programs);
        var known = known(offered);
        lately.put(About.of(asked), known);
        return known.basis;
    }

    /** What rests on the basis of this moment: on one way to the database with it, as long as it is what it was the last time. */
    <T> T read(Asked asked, Function<Basis, Reading<T>> what) {
        return reads.ofMany(() -> {
            var last = lately.getIfPresent(About.of(asked));
            if (last != null) {
                var read = reads.ofMany(offered(asked).and(checked(last.programs), (offered, _) -> offered).and(what.apply(last.basis), Read::new));
                if (read.offered.getLast().programs.equals(last.programs) && known(read.offered).basis.is(last.basis)) {
                    return read.what;
                }
            }
            return reads.ofMany(what.apply(of(asked)));
        });
    }

    private Reading<Boolean> checked(List<ProgramId> offered) {
        return others -> {
            programs.check(offered, others);
            return () -> true;
        };
    }

    private Known known(List<Offered> offered) {
        var everywhere = offered.getLast();
        var now = clock.instant();
        var over = everywhere.programs.stream().filter(it -> programs.find(it).isFrozen(now)).collect(Collectors.toSet());
        return new Known(everywhere.programs, new Basis(over.stream().map(ProgramId::value).toArray(UUID[]::new), offered.getFirst().basis(over), everywhere.basis(over)));
    }

    private static Reading<List<Offered>> offered(Asked asked) {
        return Query.of(ChooserStatements.BASES).param("term", asked.term().id().value()).param("year", asked.year()).param("owner", asked.term().ownerPath()).rows(rows -> {
            var all = new ArrayList<Offered>();
            while (rows.next()) {
                all.add(new Offered(programs(rows), rows.getString("asked")));
            }
            return all;
        });
    }

    private static List<ProgramId> programs(ResultSet row) throws SQLException {
        var offered = row.getArray("offered");
        return offered == null ? List.of() : Arrays.stream((UUID[]) offered.getArray()).map(ProgramId::new).toList();
    }
}
