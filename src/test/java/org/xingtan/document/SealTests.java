package org.xingtan.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTests {

    private static final int STEP = Seal.PIECE + Seal.TAG;

    /** Keys 1 to {@code current}, each filled with its number. */
    record Keys(byte current) implements FileKeys {

        Keys(int current) {
            this((byte) current);
        }

        @Override
        public SecretKey encryption(byte number) {
            if (number < 1 || number > current) {
                throw new IllegalStateException("There is no key " + number);
            }
            var key = new byte[32];
            Arrays.fill(key, number);
            return new SecretKeySpec(key, "AES");
        }
    }

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Seal.PIECE - 1, Seal.PIECE, Seal.PIECE + 1, 3 * Seal.PIECE, 3 * Seal.PIECE + 77})
    void readsFromEveryPlaceWhatWasKept(int size) throws IOException {
        var store = store(1);
        var content = content(size);
        var kept = store.seal(new ByteArrayInputStream(content));

        assertThat(kept.size()).isEqualTo(size);
        assertThat(kept.head()).isEqualTo(Arrays.copyOf(content, Math.min(size, 64)));
        assertThat(store.size(kept.sha256())).isEqualTo(size);
        assertThat(store.isSealed(kept.sha256())).isTrue();
        for (var from : new int[] {0, 1, size / 2, Seal.PIECE - 1, Seal.PIECE, Seal.PIECE + 1, size - 1, size, size + 1}) {
            if (from >= 0) {
                assertThat(read(store, kept, from)).isEqualTo(Arrays.copyOfRange(content, Math.min(from, size), size));
            }
        }
        assertThat(files()).containsExactly(file(kept));
    }

    @Test
    void nothingOfTheContentLiesOnTheDisk() throws IOException {
        var content = "王明 110101199003070011 ".repeat(9_000).getBytes();
        var stored = Files.readAllBytes(file(store(1).seal(new ByteArrayInputStream(content))));

        assertThat(HexFormat.of().formatHex(stored)).doesNotContain(HexFormat.of().formatHex("王明".getBytes()), HexFormat.of().formatHex("19900307".getBytes()));
        assertThat(distinctBlocks(stored)).as("equal content is nowhere equal bytes").isEqualTo(stored.length / 16);
    }

    private static long distinctBlocks(byte[] bytes) {
        return java.util.stream.IntStream.range(0, bytes.length / 16).mapToObj(i -> HexFormat.of().formatHex(bytes, 16 * i, 16 * i + 16)).distinct().count();
    }

    @Test
    void refusesEveryChangedByteAndEveryEndBeforeTheEnd() throws IOException {
        var store = store(1);
        var kept = store.seal(new ByteArrayInputStream(content(100)));
        var whole = Files.readAllBytes(file(kept));

        for (var i = 0; i < whole.length; i++) {
            var changed = whole.clone();
            changed[i] ^= 1;
            refuses(store, kept, changed);
            refuses(store, kept, Arrays.copyOf(whole, i));
        }
        refuses(store, kept, Arrays.copyOf(whole, whole.length + 1));
        Files.write(file(kept), whole);
        assertThat(read(store, kept, 0)).isEqualTo(content(100));
    }

    @Test
    void refusesPiecesThatAreMissingOrMovedBeforeAByteIsReadOfThem() throws IOException {
        var store = store(1);
        var kept = store.seal(new ByteArrayInputStream(content(3 * Seal.PIECE + 77)));
        var whole = Files.readAllBytes(file(kept));

        refuses(store, kept, Arrays.copyOf(whole, Seal.HEAD + 3 * STEP));
        refuses(store, kept, Arrays.copyOf(whole, Seal.HEAD + 2 * STEP));
        refuses(store, kept, join(whole, 0, Seal.HEAD + STEP, Seal.HEAD + 2 * STEP, whole.length));
        var moved = whole.clone();
        System.arraycopy(whole, Seal.HEAD, moved, Seal.HEAD + STEP, STEP);
        System.arraycopy(whole, Seal.HEAD + STEP, moved, Seal.HEAD, STEP);
        refuses(store, kept, moved);
        var touched = whole.clone();
        touched[Seal.HEAD + STEP + 5] ^= 1;
        Files.write(file(kept), touched);
        try (var in = store.open(kept.sha256(), 0)) {
            assertThat(in.readNBytes(Seal.PIECE)).isEqualTo(Arrays.copyOf(content(3 * Seal.PIECE + 77), Seal.PIECE));
            assertThatThrownBy(in::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesAFileInThePlaceOfAnother() throws IOException {
        var store = store(1);
        var mine = store.seal(new ByteArrayInputStream(content(500)));
        var other = store.seal(new ByteArrayInputStream("other".getBytes()));

        refuses(store, mine, Files.readAllBytes(file(other)));
    }

    @Test
    void afterARotationOldFilesAreReadAndNewOnesWrittenWithTheNewKey() throws IOException {
        var old = store(1).seal(new ByteArrayInputStream(content(10)));
        var fresh = store(2).seal(new ByteArrayInputStream(content(20)));

        assertThat(read(store(2), old, 0)).isEqualTo(content(10));
        assertThat(read(store(2), fresh, 0)).isEqualTo(content(20));
        assertThatThrownBy(() -> store(1).open(fresh.sha256(), 0)).isInstanceOf(IllegalStateException.class);
    }

    /** A file that was written once: what later versions write may differ, this they must read. */
    @Test
    void readsTheFormatOfTheFirstVersion() throws IOException {
        var sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        var path = folder.resolve("first");
        Files.write(path, HexFormat.of().parseHex(FIRST));

        assertThat(SealedInput.open(path, new Keys(1), sha256, 0)).hasContent("abc");
    }

    private static final String FIRST = "58545345414c0001010c79fa1aa7c0a584dd6f14d9f0b6b4251a82be608edc0460e3a6b795956c8d8dc095ce17232dd1cc0c"
        + "3c71474d0f7b1058f0aa";

    @Test
    void whatLayThereInPlainIsGoneAndDoesNotComeBack() throws IOException {
        var store = store(1);
        var kept = store.keep(new ByteArrayInputStream(content(300)));
        assertThat(store.isSealed(kept.sha256())).isFalse();

        try (var plain = store.open(kept.sha256(), 0)) {
            store.seal(plain);
        }
        store.keep(new ByteArrayInputStream(content(300)));

        assertThat(store.isSealed(kept.sha256())).isTrue();
        assertThat(files()).containsExactly(file(kept));
        assertThat(read(store, kept, 0)).isEqualTo(content(300));
    }

    private void refuses(FolderStore store, ObjectStore.Kept kept, byte[] stored) throws IOException {
        Files.write(file(kept), stored);
        assertThatThrownBy(() -> read(store, kept, 0)).isInstanceOfAny(IOException.class, IllegalStateException.class);
    }

    private static byte[] read(FolderStore store, ObjectStore.Kept kept, long from) throws IOException {
        try (var in = store.open(kept.sha256(), from)) {
            return in.readAllBytes();
        }
    }

    private static byte[] join(byte[] bytes, int from, int to, int again, int end) {
        var joined = Arrays.copyOf(Arrays.copyOfRange(bytes, from, to), to - from + end - again);
        System.arraycopy(bytes, again, joined, to - from, end - again);
        return joined;
    }

    private FolderStore store(int current) {
        return new FolderStore(folder, new Keys(current));
    }

    private Path file(ObjectStore.Kept kept) {
        return folder.resolve("files").resolve(kept.sha256().substring(0, 2)).resolve(kept.sha256() + ".sealed");
    }

    private java.util.List<Path> files() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static byte[] content(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
