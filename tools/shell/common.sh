# Sourced by the scripts in bin: where things are, which JDK, what has to be built, how to start.

root=$(cd "$(dirname "$0")/.." && pwd)
target=$root/target
app=$target/app
needed_java=25

fail() {
    echo "xingtan: $*" >&2
    exit 1
}

# The version in a JDK's release file, e.g. 25; 0 when there is no JDK in the folder.
java_version() {
    if [ -x "$1/bin/javac" ] && [ -f "$1/release" ]; then
        sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" | head -n 1
    else
        echo 0
    fi
}

# JAVA_HOME when it is new enough, else the newest JDK where distributions and people keep them.
find_java() {
    if [ -n "${JAVA_HOME:-}" ] && [ "$(java_version "$JAVA_HOME")" -ge "$needed_java" ]; then
        java=$JAVA_HOME/bin/java
        export JAVA_HOME
        return
    fi
    newest=0
    on_path=$(command -v javac 2>/dev/null) && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
    for home in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "${on_path:-}"; do
        version=$(java_version "$home")
        if [ "${version:-0}" -ge "$needed_java" ] && [ "$version" -gt "$newest" ]; then
            newest=$version
            JAVA_HOME=$home
        fi
    done
    [ "$newest" -gt 0 ] || fail "a JDK $needed_java or newer is needed and none was found; install one (for example temurin-25-jdk) or point JAVA_HOME at it."
    java=$JAVA_HOME/bin/java
    export JAVA_HOME
}

# Runs a command so that it ends with the script: the shell alone would leave it behind, or be left by it.
attended() {
    "$@" &
    child=$!
    code=0
    wait "$child" || code=$?
    child=
    return "$code"
}

child=
scratch=
end() {
    trap '' INT TERM HUP
    if [ -n "$child" ]; then
        kill -TERM "$child" 2>/dev/null || true
        (sleep 10; kill -KILL "$child" 2>/dev/null) 9>&- &
        wait "$child" 2>/dev/null || true
        kill "$!" 2>/dev/null || true
    fi
    [ -z "$scratch" ] || rm -rf "$scratch"
    exit $((128 + $1))
}
trap 'end 1' HUP
trap 'end 2' INT
trap 'end 15' TERM

# A build is over before the optimizing compiler has earned its time.
become_maven() {
    MAVEN_OPTS="${MAVEN_OPTS:-} -XX:TieredStopAtLevel=1 --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
    export MAVEN_OPTS
    cd "$root" || fail "the folder $root cannot be entered."
    if command -v mvn >/dev/null 2>&1; then
        exec mvn -B -ntp -Dstyle.color=never "$@"
    fi
    exec sh ./mvnw -B -ntp -Dstyle.color=never "$@"
}

# Less memory, one collector thread: a machine with two cores serves a city. XINGTAN_JAVA_OPTIONS comes last and wins.
# How much heap is said by whoever starts: serving needs little, commands that fill or measure need more. Who waits for the
# database is woken by a thread of the system: with as few processors as this, virtual ones that do it take turns with the work.
# Which beans there are was found out by the build (spring.aot.enabled).
java_options() {
    echo "-Xms64m -XX:+UseSerialGC -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 -XX:+UseCompactObjectHeaders -Xss512k -XX:MaxMetaspaceSize=192m" \
        "-XX:TrimNativeHeapInterval=10000 -Dfile.encoding=UTF-8 -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow" \
        "-Djdk.pollerMode=1 -Dspring.aot.enabled=true ${XINGTAN_JAVA_OPTIONS:-}"
}

# Folders count too: their time changes when a file in them is deleted.
is_built() {
    [ -f "$target/xingtan.jar" ] && [ -f "$target/built" ] &&
        [ -z "$(find "$root/pom.xml" "$root/src/main" -newer "$target/built" -print 2>/dev/null | head -n 1)" ]
}

build() {
    is_built && return
    echo "Building Xingtan (the first time some minutes: Maven downloads what it is made of) …" >&2
    touch "$target/built.now"
    # What an older build left must not be packed again: a renamed migration would be there twice.
    rm -rf "$target/classes" "$target/generated-sources"
    attended become_maven -q package -Dmaven.test.skip=true >&2 || fail "the build failed; its messages stand above."
    mv "$target/built.now" "$target/built"
}

# The jar unpacked, for a faster start; the jar itself when that does not work.
unpack() {
    if [ ! -f "$app/unpacked" ] || [ "$app/unpacked" -ot "$target/xingtan.jar" ]; then
        rm -rf "$app"
        attended "$java" -Djarmode=tools -jar "$target/xingtan.jar" extract --destination "$app" >/dev/null 2>&1 && touch "$app/unpacked" || true
    fi
}

# What a cache of the virtual machine is good for: this machine, these options, this jar.
cache_key() {
    "$java" -version 2>&1
    java_options
    ls -l "$app/xingtan.jar"
}

# JEP 514: one short run in a folder of its own teaches the cache which classes a start and a page need.
train() {
    [ "${XINGTAN_AOT:-on}" = on ] && [ -f "$app/unpacked" ] || return 0
    [ -f "$app/xingtan.aot.key" ] && [ "$(cache_key)" = "$(cat "$app/xingtan.aot.key")" ] && return 0
    echo "Preparing a faster start (once for each build) …" >&2
    rm -f "$app/xingtan.aot"
    rm -rf "$target"/training.*
    scratch=$(mktemp -d "$target/training.XXXXXX")
    { attended warm_up && attended accept_cache; } >"$target/warm-up.log" 2>&1 || rm -f "$app/xingtan.aot"
    rm -rf "$scratch"
    scratch=
    cache_key >"$app/xingtan.aot.key"
}

# shellcheck disable=SC2046
warm_up() {
    unset XINGTAN_DB_URL
    cd "$app" && exec "$java" "$(heap)" $(java_options) -XX:AOTCacheOutput=xingtan.aot -jar xingtan.jar \
        --xingtan.command=warm-up --server.port=0 "--xingtan.data=$scratch"
}

# shellcheck disable=SC2046
accept_cache() {
    cd "$app" && exec "$java" $(java_options) -XX:AOTCache=xingtan.aot -XX:AOTMode=on -cp xingtan.jar -version
}

absolute() {
    case $1 in
        /*) echo "$1" ;;
        *) echo "$PWD/$1" ;;
    esac
}

# One script at a time builds; the others wait and find it done.
prepare() {
    find_java
    mkdir -p "$target" 2>/dev/null && [ -w "$target" ] || fail "the folder $target cannot be written; Xingtan is built there."
    if command -v flock >/dev/null 2>&1; then
        exec 9>"$target/lock"
        flock -n 9 || { echo "Waiting for another script that builds …" >&2; attended flock 9; }
        make_ready
        exec 9>&-
    else
        make_ready
    fi
}

make_ready() {
    build
    unpack
    train
}

# The C library would keep a heap for each of many threads.
MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2}
export MALLOC_ARENA_MAX

heap() {
    echo "-Xmx${XINGTAN_MEMORY:-208m}"
}

# Becomes the application. A relative data folder is meant from where the script was called.
launch() {
    data=$(absolute "${data:-${XINGTAN_DATA:-$root/data}}")
    if [ -f "$app/unpacked" ]; then
        cd "$app" || fail "the folder $app cannot be entered."
        cache=
        [ "${XINGTAN_AOT:-on}" = on ] && [ -f xingtan.aot ] && cache="-XX:AOTCache=xingtan.aot -Xlog:aot=off -Xlog:cds=off"
        # shellcheck disable=SC2046,SC2086
        exec "$java" "$(heap)" $(java_options) $cache -jar xingtan.jar "--xingtan.data=$data" "$@"
    fi
    # shellcheck disable=SC2046
    exec "$java" "$(heap)" $(java_options) -jar "$target/xingtan.jar" "--xingtan.data=$data" "$@"
}

# Runs backup or restore, which need no application. The unpacked jar has the classes on a plain class path.
tool() {
    XINGTAN_AOT=off
    prepare
    [ -f "$app/unpacked" ] || fail "the jar could not be unpacked into $app."
    exec "$java" -Xmx128m --enable-native-access=ALL-UNNAMED -cp "$app/xingtan.jar" org.xingtan.platform.persistence.BackupTool "$@"
}
