#!/bin/sh
# OpenCOC. This file is a shell script with a jar behind it: the script finds a Java that can run the jar, and runs it.
#
#   COC_JAVA_HOME   the Java to use; without it, the newest of those found on this machine
#   COC_HEAP        the largest heap, as in 512m or 2g (default 512m)
#   COC_JAVA_OPTS   more options for the JVM, separated by spaces
#   COC_CACHE_DIR   where an archive of classes is kept, which makes starts quicker (default: XDG_CACHE_HOME, else ~/.cache)
set -eu
minimum=21

fail() {
  printf 'coc: %s\n' "$@" >&2
  exit 1
}

# Prints the feature release (21, 25 ...) of the Java installed at $1; nothing if there is none.
release_of() {
  [ -x "$1/bin/java" ] || return 0
  release=
  [ ! -r "$1/release" ] || release=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ -n "$release" ] || release=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
  printf '%s' "$release"
}

java_home=
java_release=0
seen=
consider() {
  offered=$(release_of "$1")
  [ -n "$offered" ] || return 0
  seen="$seen, $offered in $1"
  if [ "$offered" -ge "$minimum" ] && [ "$offered" -gt "$java_release" ]; then
    java_home=$1
    java_release=$offered
  fi
}

if [ -n "${COC_JAVA_HOME:-}" ]; then
  consider "$COC_JAVA_HOME"
  [ -n "$java_home" ] || fail "COC_JAVA_HOME is $COC_JAVA_HOME, where there is no Java $minimum or newer${seen:+ (found${seen#,})}."
else
  [ -z "${JAVA_HOME:-}" ] || consider "$JAVA_HOME"
  if on_path=$(command -v java); then
    on_path=$(readlink -f "$on_path" 2>/dev/null || printf '%s' "$on_path")
    consider "${on_path%/bin/java}"
  fi
  for candidate in /usr/lib/jvm/* /usr/java/* /usr/local/openjdk* /opt/java* /opt/jdk* /opt/homebrew/opt/openjdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*; do
    [ -L "$candidate" ] || consider "$candidate"
  done
  [ -n "$java_home" ] || fail \
    "no Java $minimum or newer was found${seen:+, only$(printf '%s' "$seen" | cut -c 2-)}." \
    "Install one (Debian, Ubuntu: apt install openjdk-21-jre-headless; Fedora: dnf install java-21-openjdk-headless;" \
    "or Temurin from Adoptium), or say with COC_JAVA_HOME where it is." \
    "Or use coc-linux-x64, which brings its own."
fi

# From 24 on the JVM warns of sun.misc.Unsafe, which Netty uses; the option that stops it exists from 23 on.
unsafe=
[ "$java_release" -lt 23 ] || unsafe=--sun-misc-unsafe-memory-access=allow

# The JVM reads its classes from an archive that an earlier server of the same build on the same Java left behind when it
# stopped. Only in a folder that is ours alone: what lies in it is run.
cache=${COC_CACHE_DIR:-${XDG_CACHE_HOME:-}}
[ -n "$cache" ] || [ -z "${HOME:-}" ] || cache=$HOME/.cache
archive=
classes=
if [ -n "$cache" ] && (umask 077 && mkdir -p "$cache/opencoc") 2>/dev/null && [ -O "$cache/opencoc" ] && [ -w "$cache/opencoc" ]; then
  case $0 in
    /*) self=$0 ;;
    *) self=$PWD/$0 ;;
  esac
  build=$({ printf '%s\n' "$self" && wc -c <"$0" && cat "$java_home/release"; } 2>/dev/null | cksum | cut -d ' ' -f 1)
  archive=$cache/opencoc/classes-$build.jsa
  if [ -e "$archive" ] && [ "$archive" -nt "$0" ]; then
    classes="-Xlog:cds=off -Xlog:cds+dynamic=off -XX:SharedArchiveFile"
  else
    classes="-XX:+RecordDynamicDumpInfo -Dcoc.classes"
  fi
fi

# glibc would keep a heap for each thread, and give little of them back.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"

# The periodic collection gives memory back after a busy time; the ratios say how much of the heap may stay free:
# with less, and with a threshold that adapts, the heap was marked without a pause under load, by a thread of its own.
# shellcheck disable=SC2086 # COC_JAVA_OPTS is a list, and unsafe may be nothing
exec "$java_home/bin/java" -Xms32m -Xmx"${COC_HEAP:-512m}" -XX:+UseG1GC -XX:G1PeriodicGCInterval=30000 \
  -XX:MinHeapFreeRatio=40 -XX:MaxHeapFreeRatio=70 -XX:-G1UseAdaptiveIHOP -XX:InitiatingHeapOccupancyPercent=65 \
  -XX:+ExitOnOutOfMemoryError -Djava.awt.headless=true $unsafe \
  ${classes:+$classes="$archive"} ${COC_JAVA_OPTS:-} -jar "$0" "$@"
