#!/usr/bin/env bash
# Puts a headless Chromium into DIR, from Debian's own packages: for the tests that look at the topology page.
#
#   operator/src/test/sh/chromium.sh DIR
#
# Unpacked rather than installed, together with the libraries that this machine lacks: so it takes no root, and changes
# nothing outside of DIR. Exit: 0 it is in place; 1 it failed; 3 this machine cannot do it.
set -euo pipefail

readonly packages=(chromium-headless-shell fonts-dejavu-core)
[[ $# == 1 ]] || { echo "say where to put it: $0 DIR"; exit 3; }
target=$(realpath -m "$1")
command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || { echo "it takes Debian's packages"; exit 3; }
mkdir -p "$(dirname "$target")"

# Two at once must not write over each other; the second finds what the first has done.
exec 9>"$target.lock"
flock 9
[[ -x $target/usr/lib/chromium/chromium-headless-shell ]] && exit 0

work=$(mktemp -d "$target.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir debs root

# The packages, and what they need that is not installed here: apt only pretends to install them.
fetch() {
  local names
  names=$(apt-get "$@" -s -o Debug::NoLocking=1 install --no-install-recommends "${packages[@]}" | awk '$1 == "Inst" { print $2 }')
  # Installed already, and yet not found by whoever called this: then only that one.
  [[ -n $names ]] || names=${packages[0]}
  (cd debs && apt-get -q "$@" download $names)
}

own=(-o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache")
if ! fetch; then
  # No lists of packages here, or old ones: so apt gets lists of its own, from where it always gets them.
  mkdir -p lists/partial cache/archives/partial
  apt-get -q "${own[@]}" update
  fetch "${own[@]}"
fi
for deb in debs/*.deb; do dpkg-deb -x "$deb" root; done

# Fonts that are not installed are found by a configuration of their own.
cat >root/fonts.conf <<EOF
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>$target/usr/share/fonts</dir>
  <cachedir>$target/fontconfig</cachedir>
</fontconfig>
EOF
rm -rf "$target"
mv root "$target"
echo "Chromium is in $target"
