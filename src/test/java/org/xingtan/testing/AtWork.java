package org.xingtan.testing;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What every thread of this process is at, in the code of the product: for the message of a test that has waited in vain. */
public final class AtWork {

    private static final int FRAMES = 6;

    private AtWork() {}

    /** A line a thread that is anywhere in the product, or is a job's and waits for its turn: its name, and where, from the inside out. */
    public static String now() {
        try {
            var folder = Files.createTempDirectory("threads");
            var file = folder.resolve("threads.txt");
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(file.toAbsolutePath().toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
            var all = Files.readString(file);
            Files.delete(file);
            Files.delete(folder);
            return Arrays.stream(all.split("\n(?=#[0-9])")).filter(it -> it.contains("org.xingtan.") || it.contains("\"job-")).map(AtWork::line).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(String thread) {
        var lines = thread.lines().toList();
        var ours = lines.stream().skip(1).filter(it -> it.contains("org.xingtan.")).toList();
        return lines.getFirst() + ": " + (ours.isEmpty() ? lines.subList(1, lines.size()) : ours).stream().map(String::strip).limit(FRAMES).collect(Collectors.joining(" < "));
    }
}
