# Sourced by audit, seed, bench: runs the application's command of that name on the installation in --data DIR.
. "$(dirname "$0")/../tools/shell/common.sh"

# The script says in $usage how it is called.
run_command() {
    name=$1
    shift
    # Takes --data DIR out of the arguments and leaves the others in their order.
    count=$#
    while [ "$count" -gt 0 ]; do
        argument=$1
        shift
        count=$((count - 1))
        case $argument in
            -h | --help) echo "usage: $usage"; exit 0 ;;
            --data) [ "$count" -gt 0 ] || fail "--data needs a folder."; data=$1; shift; count=$((count - 1)) ;;
            --data=*) data=${argument#--data=} ;;
            *) set -- "$@" "$argument" ;;
        esac
    done
    XINGTAN_MEMORY=${XINGTAN_MEMORY:-512m}
    prepare
    launch "--xingtan.command=$name" -- "$@"
}
