# tools.sh: what ./ioc needs on the machine, found or installed. Sourced, not run.

say() { printf 'ioc: %s\n' "$*"; }
die() { printf 'ioc: %s\n' "$*" >&2; exit 1; }

# Runs a step so that a signal to this script ends the step too: bash alone would wait for it.
step=
run() {
  "$@" &
  step=$!
  local status=0
  wait "$step" || status=$?
  step=
  return "$status"
}
trap '[ -z "$step" ] || kill "$step" 2>/dev/null; exit 143' TERM
trap '[ -z "$step" ] || kill "$step" 2>/dev/null; exit 130' INT

# is_stale STAMP [find tests…] PATH…: whether the stamp is missing or older than any of the paths' files.
is_stale() {
  local stamp=$1 paths=() tests=()
  shift
  [ -f "$stamp" ] || return 0
  while [ $# -gt 0 ]; do
    if [ "$1" = -not ]; then tests+=("$1" "$2" "$3"); shift 3
    else [ ! -e "$1" ] || paths+=("$1"); shift; fi
  done
  [ -n "$(find "${paths[@]}" "${tests[@]}" -newer "$stamp" -print -quit)" ]
}

java_feature() { sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || true; }

# JAVA_HOME when it is a JDK of 21 or newer, else the newest on this machine.
use_jdk() {
  local best=0 found='' at feature
  for at in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$(dirname "$(dirname "$(readlink -f "$(command -v javac || true)")")")"; do
    [ -x "$at/bin/javac" ] || continue
    feature=$(java_feature "$at")
    [ "${feature:-0}" -ge 21 ] || continue
    if [ "$at" = "${JAVA_HOME:-}" ]; then found=$at; break; fi
    if [ "$feature" -gt "$best" ]; then best=$feature found=$at; fi
  done
  [ -n "$found" ] || die "a JDK of version 21 or newer is needed; none is in JAVA_HOME, in /usr/lib/jvm or on the PATH"
  export JAVA_HOME=$found
  # Maven's own libraries use what newer JDKs warn of.
  [ "$(java_feature "$found")" -lt 23 ] || export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
}

require_maven() { command -v mvn >/dev/null || die "Maven is needed to build: install the package maven (3.8 or newer)"; }
require_node() { command -v npm >/dev/null || die "Node.js with npm is needed to build the control room: install Node.js 20 or newer"; }

# Installs Debian packages where this user may; keeps their services from starting.
install_packages() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  say "installing $*"
  local log
  log=$(mktemp)
  export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
  local policy=/usr/sbin/policy-rc.d ours=
  if [ ! -e "$policy" ]; then printf '#!/bin/sh\nexit 101\n' > "$policy"; chmod +x "$policy"; ours=1; fi
  local status=0
  { apt-get -o DPkg::Lock::Timeout=300 -q install -y --no-install-recommends "$@" ||
    { apt-get -q update && apt-get -o DPkg::Lock::Timeout=300 -q install -y --no-install-recommends "$@"; }; } > "$log" 2>&1 || status=$?
  [ -z "$ours" ] || rm -f "$policy"
  [ "$status" = 0 ] || tail -n 15 "$log" >&2
  rm -f "$log"
  return "$status"
}

require_mosquitto() {
  [ -z "${IOC_MQTT_URL:-}" ] || return 0
  command -v mosquitto >/dev/null || [ -x /usr/sbin/mosquitto ] || install_packages mosquitto ||
    die "the broker is missing: install the package mosquitto, or set IOC_MQTT_URL to a broker"
}

require_sumo() {
  command -v sumo >/dev/null && command -v netgenerate >/dev/null || install_packages sumo ||
    die "the street simulator is missing: install the package sumo (1.15 or newer)"
  export SUMO_HOME=${SUMO_HOME:-/usr/share/sumo}
}

require_chromium() {
  command -v chromium >/dev/null || install_packages chromium ||
    die "a browser is missing for the control room's tests: install the package chromium"
}

build_timescaledb() {
  [ -z "${IOC_DB_URL:-}" ] && [ ! -f "$1/timescaledb-pg17/.done" ] || return 0
  say "compiling TimescaleDB (once, under a minute)"
  local tool lacking=()
  for tool in gcc cmake make; do command -v "$tool" >/dev/null || lacking+=("$tool"); done
  command -v dpkg-source >/dev/null || lacking+=(dpkg-dev)
  [ ${#lacking[@]} = 0 ] || install_packages "${lacking[@]}" libc6-dev || true
  [ "$(id -u)" != 0 ] || [ -n "$(apt-get indextargets --format '$(FILENAME)' 'Created-By: Packages' 2>/dev/null | head -n 1 | xargs -r ls 2>/dev/null)" ] || apt-get -qq update || true
  run "$root/scripts/build-timescaledb" "$1" || say "WARNING: the city runs on plain PostgreSQL: history is not in hypertables, old data is deleted row by row"
}

# The process of the city that runs on this state folder.
city_pid() {
  local pid
  pid=$(cut -d ' ' -f 1 "$home/run/city.pid" 2>/dev/null) || return 1
  tr '\0' ' ' < "/proc/$pid/cmdline" 2>/dev/null | grep -q CityLauncher && echo "$pid"
}

# A second city on the same state folder or port is refused before anything is built over the first.
refuse_second_city() {
  local pid port=${IOC_PORT:-8080}
  if pid=$(city_pid); then die "a city already runs on $home (process $pid); ./ioc down ends it"; fi
  if (exec 3<> "/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    die "port $port is in use by another program; choose one with IOC_PORT"
  fi
}
