# shellcheck shell=bash
# What every script of the house shares. Source it, do not run it:
#
#   source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"        # from Scripts/
#   source "$(dirname "${BASH_SOURCE[0]}")/../lib/common.sh"     # from Scripts/test.d/
#
# It turns on `set -euo pipefail`, goes to the root of the clone and sets, unless they are set:
#   MOTCUA_ROOT           root of the clone
#   MOTCUA_CONFIGURATION  debug or release
#   MOTCUA_BIN_DIR        where the built programs are
#   MOTCUA_PYTHON         Python of the test environment that `Scripts/bootstrap --test` makes
#   MOTCUA_LOG_DIR        where long output goes

set -euo pipefail
export LC_ALL=C.UTF-8

MOTCUA_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
cd "$MOTCUA_ROOT"
: "${MOTCUA_CONFIGURATION:=debug}"
: "${MOTCUA_BIN_DIR:=$MOTCUA_ROOT/.build/$MOTCUA_CONFIGURATION}"
: "${MOTCUA_PYTHON:=$MOTCUA_ROOT/.build/python-venv/bin/python}"
: "${MOTCUA_LOG_DIR:=$MOTCUA_ROOT/.build/test-logs}"
export MOTCUA_ROOT MOTCUA_CONFIGURATION MOTCUA_BIN_DIR MOTCUA_PYTHON MOTCUA_LOG_DIR

# An exit code of a step that says "this could not be tried here"; its reason is the last line.
# shellcheck disable=SC2034  # used by those who source this file
EXIT_SKIPPED=77

# --- talking -------------------------------------------------------------------------------------

# Says what is being done; on stderr, because stdout is for data.
note() { printf '%s\n' "$*" >&2; }

die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# Ends a step that cannot be tried on this machine.
skip() {
  printf '%s\n' "$*"
  exit "$EXIT_SKIPPED"
}

# Prints the comment at the head of a script, which is its help.
print_help() { sed -n '2,/^[^#]/{/^#/!d;s/^# \{0,1\}//;p;}' "$0"; }

# --- time ----------------------------------------------------------------------------------------

# Milliseconds since the epoch, without starting a process.
now_ms() { printf '%s' "$((${EPOCHREALTIME//[!0-9]/} / 1000))"; }

# seconds_since MS: prints the seconds since then with one decimal.
seconds_since() {
  local tenths=$((($(now_ms) - $1) / 100))
  printf '%d.%d' $((tenths / 10)) $((tenths % 10))
}

# --- leaving nothing behind ----------------------------------------------------------------------

exit_actions=()
server_pids=()

# at_exit COMMAND ARG...: runs when the script ends, last registered first.
at_exit() { exit_actions=("$(printf '%q ' "$@")" "${exit_actions[@]}"); }

run_exit_actions() {
  local action pid
  for pid in "${server_pids[@]}"; do
    kill -KILL "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  for action in "${exit_actions[@]}"; do eval "$action" || true; done
}

trap run_exit_actions EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Makes a folder that is removed at the end; its path is in SCRATCH.
make_scratch() {
  SCRATCH=$(mktemp -d "${TMPDIR:-/tmp}/motcua.XXXXXX")
  at_exit rm -rf "$SCRATCH"
}

# --- building ------------------------------------------------------------------------------------

cores() { getconf _NPROCESSORS_ONLN 2>/dev/null || printf '2\n'; }

# The options of every release build; Docs/decisions/0070 has the reason.
# shellcheck disable=SC2034  # used by those who source this file
RELEASE_OPTIONS=(-c release --omit-frame-pointers)

# motcua_build ARG...: the one way in which the scripts build, so that all share one build folder.
motcua_build() {
  local mode=(-c "$MOTCUA_CONFIGURATION")
  [ "$MOTCUA_CONFIGURATION" != release ] || mode=("${RELEASE_OPTIONS[@]}")
  swift build "${mode[@]}" -j "$(cores)" --explicit-target-dependency-import-check error "$@"
}

# Every Swift file written by hand, each ended by NUL.
swift_sources() {
  local folder
  local folders=()
  for folder in Sources ClientSDK Tests Tools Examples; do
    [ ! -d "$folder" ] || folders+=("$folder")
  done
  find Package.swift "${folders[@]}" \
    \( -name '.build*' -o -name Generated -o -name GoldenMessages \) -prune -o \
    -name '*.swift' -type f -print0
}

# --- servers under test --------------------------------------------------------------------------

# start_server NAME SECONDS COMMAND ARG...
# Starts a server that prints one line `listening HOST:PORT` when it is ready and waits for it.
# Sets SERVER_PID, SERVER_ADDRESS and SERVER_LOG; fails with the server's output when it ends first
# or stays silent. A server that nobody stopped is killed when the script ends.
start_server() {
  local name=$1 limit_ms=$(($2 * 1000)) begun
  shift 2
  mkdir -p "$MOTCUA_LOG_DIR"
  SERVER_LOG=$MOTCUA_LOG_DIR/$name.server.log
  # Made here: the child may be slower than the first look at it.
  : >"$SERVER_LOG"
  "$@" >>"$SERVER_LOG" 2>&1 </dev/null &
  SERVER_PID=$!
  server_pids+=("$SERVER_PID")
  begun=$(now_ms)
  SERVER_ADDRESS=''
  while :; do
    SERVER_ADDRESS=$(sed -n 's/^listening \([^ ]*:[0-9]*\)$/\1/p;T;q' "$SERVER_LOG")
    [ -z "$SERVER_ADDRESS" ] || return 0
    if ! kill -0 "$SERVER_PID" 2>/dev/null; then
      note "$name ended before it was listening:"
      break
    fi
    if (($(now_ms) - begun > limit_ms)); then
      note "$name did not say that it is listening within $((limit_ms / 1000)) s:"
      break
    fi
    sleep 0.05
  done
  tail -n 40 "$SERVER_LOG" >&2
  return 1
}

# stop_server PID [SIGNAL [SECONDS]]: ends one server, waits for it, sets SERVER_EXIT to its exit
# code. After SECONDS (10) it is killed and that is a failure.
stop_server() {
  local pid=$1 signal=${2:-TERM} limit_ms=$((${3:-10} * 1000)) begun late='' other
  local others=()
  kill "-$signal" "$pid" 2>/dev/null || true
  begun=$(now_ms)
  while kill -0 "$pid" 2>/dev/null; do
    if (($(now_ms) - begun > limit_ms)); then
      late=yes
      kill -KILL "$pid" 2>/dev/null || true
      break
    fi
    sleep 0.02
  done
  local exit_code=0
  wait "$pid" 2>/dev/null || exit_code=$?
  # shellcheck disable=SC2034  # read by the caller
  SERVER_EXIT=$exit_code
  for other in "${server_pids[@]}"; do [ "$other" = "$pid" ] || others+=("$other"); done
  server_pids=("${others[@]}")
  if [ -n "$late" ]; then
    note "process $pid did not end within $((limit_ms / 1000)) s of SIG$signal and was killed"
    return 1
  fi
}
