#!/bin/sh
# Kills the program, as kill -9 does, again and again, and compares its book with the exchange after each restart.
set -u

usage() {
  cat <<'TEXT'
usage: scripts/kill-soak.sh [--live [--faults SPEC]] [--kills N] [--seed S]

Starts the real program on paper in a folder of its own, kills it at a random moment with SIGKILL, starts it again, waits
until nothing is at work any more, stops it, and compares its book with the account of the simulated exchange: every order
once, every fill once, position, cash and profit equal to the last digit. Some kills come while the program starts, some
while it recovers from the kill before.

With --live it trades in live mode, over sockets, on a local exchange that is a process of its own ('cab exchange'), while
requests, answers and messages are lost, late, doubled and garbled, and the exchange bans, stalls and breaks off. After
each restart the book must come to agree with what the exchange tells of the account at /truth, while the faults go on; at
the end they are healed, the program comes to rest, and both are compared once more. How often each fault happened is
printed.

  --live         trades over sockets, under faults
  --faults SPEC  other faults than the usual ones, as 'cab exchange --faults' takes them; '' for none
  --kills N      how often to kill (default 100: about five minutes on paper, an hour or more live)
  --seed S       chooses the moments (default: another one each time; it is printed)

Exit code 0: book and exchange agreed after every restart; 1: they did not (the folder is kept and named); 2: wrong usage.
TEXT
}

kills=100
seed=$(date +%s)
soak=KillSoak
faults=
while [ $# -gt 0 ]; do
  case $1 in
    --help | -h)
      usage
      exit 0
      ;;
    --live)
      soak=LiveKillSoak
      shift
      ;;
    --faults)
      if [ $# -lt 2 ]; then
        printf 'kill-soak: --faults needs a list, or nothing in quotes\n' >&2
        exit 2
      fi
      faults=--faults=$2
      shift 2
      ;;
    --kills | --seed)
      case ${2:-} in
        '' | *[!0-9]*)
          printf 'kill-soak: %s needs a whole number\n' "$1" >&2
          exit 2
          ;;
      esac
      if [ "$1" = --kills ]; then kills=$2; else seed=$2; fi
      shift 2
      ;;
    *)
      printf 'kill-soak: unknown argument %s\n' "$1" >&2
      usage >&2
      exit 2
      ;;
  esac
done

if [ -n "$faults" ] && [ "$soak" = KillSoak ]; then
  printf 'kill-soak: --faults goes with --live\n' >&2
  exit 2
fi

home=$(CDPATH='' cd -P "$(dirname "$0")/.." && pwd) || exit 70
jar=$home/app/target/app.jar

# Builds when the sources are newer.
"$home/cab" --version >/dev/null || exit

# What the JVM has learnt of this very jar halves the time of every start.
learnt=$home/app/target/app.aot
if [ ! -f "$learnt" ] || [ -n "$(find "$jar" -newer "$learnt")" ]; then
  learnt=
fi

folder=$(mktemp -d) || exit 70
"$home/cab" java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -Dcab.jar="$jar" -Dcab.aot="$learnt" \
  -cp "$jar" "$home/app/src/test/java/cab/app/process/$soak.java" "$folder" "$kills" "$seed" ${faults:+"$faults"}
code=$?
if [ "$code" -eq 0 ]; then
  rm -rf "$folder"
else
  printf 'kill-soak: what was left is in %s\n' "$folder" >&2
fi
exit "$code"
