#!/usr/bin/env bash
# Runs the query in FOLDER/query.sql after FOLDER/setup.sql in a PostgreSQL of its own, on a socket of a
# folder that is deleted again, and writes FOLDER/result.csv; for tests/it/usage/warehouse.rs.
# Ends with status 77 where PostgreSQL is not installed.
set -euo pipefail
folder=$1

# packages of Debian keep all but psql out of the search path
for versions in /usr/lib/postgresql/*/bin; do
    PATH="$PATH:$versions"
done
for tool in initdb pg_ctl psql; do
    if ! command -v "$tool" >/dev/null; then
        echo "no $tool" >&2
        exit 77
    fi
done

home=$(mktemp -d)
as_user=()
if [ "$(id -u)" = 0 ]; then
    # the server refuses to run as root
    chown nobody "$home"
    as_user=(setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups env "HOME=$home")
fi
stop() {
    "${as_user[@]}" pg_ctl -D "$home/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$home"
}
trap stop EXIT
cd "$home"
"${as_user[@]}" initdb -D "$home/data" -U tester -A trust -E UTF8 --no-sync >/dev/null
"${as_user[@]}" pg_ctl -D "$home/data" -w -l "$home/log" \
    -o "-k $home -c listen_addresses='' -c fsync=off -c timezone=America/New_York" start >/dev/null
run=(psql -X -q -v ON_ERROR_STOP=1 -h "$home" -U tester -d postgres)
"${run[@]}" -f "$folder/setup.sql"
"${run[@]}" --csv -f "$folder/query.sql" >"$folder/result.csv"
