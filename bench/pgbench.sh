#!/bin/sh
# Says how to call pgbench, PostgreSQL's own measure, a word a line. The embedded PostgreSQL comes without it and the distribution's package
# would start a server of its own: where it is not installed, it is only taken out of that package.
set -eu
. "$(dirname "$0")/../tools/shell/common.sh"

installed() {
    for program in /usr/lib/postgresql/*/bin/pgbench /usr/pgsql-*/bin/pgbench; do
        [ -x "$program" ] && echo "$program"
    done | sort -V | tail -n 1
}

# The library that it needs is installed, for that starts nothing.
fetch() {
    package=$(apt-cache depends postgresql | sed -n 's/^ *Depends: \(postgresql-[0-9]*\)$/\1/p')
    as_root=
    [ "$(id -u)" = 0 ] || as_root="sudo -n"
    $as_root apt-get -qq update && $as_root apt-get -qq install -y --no-install-recommends libpq5 || return 1
    mkdir -p "$target/pgbench"
    cd "$target/pgbench" && apt-get -qq download "$package" && dpkg-deb -x "$package"_*.deb .
}

program=$(installed)
if [ -z "$program" ]; then
    program=$(command -v "$target"/pgbench/usr/lib/postgresql/*/bin/pgbench || true)
    if [ -z "$program" ] && command -v apt-get >/dev/null 2>&1; then
        fetch >&2 || true
        program=$(command -v "$target"/pgbench/usr/lib/postgresql/*/bin/pgbench || true)
    fi
fi
[ -n "$program" ] || fail "pgbench is missing; it comes with the distribution's package postgresql or postgresql-contrib."
"$program" --version >&2
echo "$program"
