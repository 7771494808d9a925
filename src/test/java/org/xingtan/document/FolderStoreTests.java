package org.xingtan.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTests {

    @TempDir Path folder;

    @Test
    void keepsBytesUnderTheirHash() throws IOException {
        var store = new FolderStore(folder, new SealTests.Keys(1));

        var kept = store.keep(new ByteArrayInputStream("abc".getBytes()));

        assertThat(kept.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(kept.size()).isEqualTo(3);
        assertThat(store.open(kept.sha256(), 1)).hasContent("bc");
        assertThat(folder.resolve("files/ba").resolve(kept.sha256())).hasContent("abc");
    }

    @Test
    void aFileThatBreaksOffLeavesNothing() throws IOException {
        var store = new FolderStore(folder, new SealTests.Keys(1));
        var broken = new InputStream() {
            private int left = 200_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("broke off");
                }
                return 'x';
            }
        };

        assertThatThrownBy(() -> store.keep(broken)).hasMessage("broke off");
        assertThat(files()).isEmpty();
    }

    @Test
    void manyWhoBringTheSameBytesKeepThemOnce() throws Exception {
        var store = new FolderStore(folder, new SealTests.Keys(1));
        var bytes = new byte[300_000];
        try (var threads = Executors.newFixedThreadPool(8)) {
            var all = IntStream.range(0, 24).mapToObj(_ -> threads.submit(() -> store.keep(new ByteArrayInputStream(bytes)))).toList();
            for (var one : all) {
                assertThat(one.get().size()).isEqualTo(300_000);
            }
        }
        assertThat(files()).hasSize(1);
    }

    private java.util.List<Path> files() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
