#!/bin/sh
# OpenCOC with a Java of its own, for machines that have none. This file is a shell script with an archive behind it: the
# executable `coc` and a run-time. The archive is unpacked once for each build, and checked then.
#
#   COC_CACHE_DIR   where to unpack (default: XDG_CACHE_HOME, else ~/.cache; /var/cache for root without HOME)
#
# COC_HEAP and COC_JAVA_OPTS work as for `coc`.
set -eu
bytes=@payload.bytes@
sha256=@payload.sha256@

fail() {
  printf 'coc: %s\n' "$@" >&2
  exit 1
}

cache=${COC_CACHE_DIR:-${XDG_CACHE_HOME:-}}
[ -n "$cache" ] || [ -z "${HOME:-}" ] || cache=$HOME/.cache
[ -n "$cache" ] || [ "$(id -u)" != 0 ] || cache=/var/cache
[ -n "$cache" ] || fail "there is no HOME to unpack into; set COC_CACHE_DIR to a folder that only you can write."
unpacked=$cache/opencoc/coc-$(printf '%.16s' "$sha256")

if [ ! -x "$unpacked/coc" ] || [ ! -x "$unpacked/runtime/bin/java" ]; then
  umask 077
  mkdir -p "$cache/opencoc" || fail "cannot write $cache; set COC_CACHE_DIR to a folder that only you can write."
  work=$(mktemp -d "$unpacked.XXXXXX") || fail "cannot write $cache/opencoc; set COC_CACHE_DIR to a folder that only you can write."
  trap 'rm -rf "$work"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  tail -c "$bytes" "$0" >"$work/payload.tar.gz"
  actual=$(sha256sum <"$work/payload.tar.gz")
  [ "${actual%% *}" = "$sha256" ] || fail "$0 is damaged (perhaps an incomplete download); fetch it again."
  mkdir "$work/image"
  tar -xzf "$work/payload.tar.gz" -C "$work/image" || fail "could not unpack into $cache/opencoc; about 200 MB are needed there."
  # one that was started at the same time may have been quicker: its files are the same
  mv -T "$work/image" "$unpacked" 2>/dev/null || [ -x "$unpacked/coc" ] || fail "could not write $unpacked"
  rm -rf "$work"
  trap - EXIT INT TERM
  # other builds that nobody has started for 30 days, and that nothing runs from
  for old in "$cache/opencoc"/coc-????????????????; do
    [ "$old" != "$unpacked" ] && [ -n "$(find "$old" -maxdepth 0 -type d -mtime +30 2>/dev/null)" ] || continue
    ls -l /proc/[0-9]*/exe 2>/dev/null | grep -qF "$old/" || rm -rf "$old"
  done
fi
[ -O "$unpacked" ] || fail "$unpacked belongs to someone else; set COC_CACHE_DIR to a folder that only you can write."
touch -c "$unpacked" 2>/dev/null || true # in use
COC_JAVA_HOME=$unpacked/runtime exec "$unpacked/coc" "$@"
