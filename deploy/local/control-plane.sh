#!/usr/bin/env bash
# Puts etcd, kube-apiserver and kubectl (Kubernetes 1.20.2) into DIR/k8s/1.20.2-linux-ARCH/, from Debian 12's own
# packages alone: for machines that reach a Debian mirror but cannot download Kubernetes. The integration tests and the
# local demo look there, by the layout of the kube-api-test library, and call this script where nothing is found.
#
#   deploy/local/control-plane.sh [DIR]      DIR: $KUBE_API_TEST_DIR, or ~/.kubeapitest
#
# Exit: 0 they are in place; 1 it failed, and the end of the log was printed; 3 this machine cannot do it.
# It installs missing build tools with apt-get; apt's own configuration stays as it is, and no service is started.
set -euo pipefail

readonly version=1.20.2
home=$(realpath -m "${1:-${KUBE_API_TEST_DIR:-$HOME/.kubeapitest}}")

say() { printf '%s\n' "$*"; }

cannot() {
  say "cannot build Kubernetes $version here: $*"
  exit 3
}

complete() { [[ -x $target/etcd && -x $target/kube-apiserver && -x $target/kubectl ]]; }

as_root() {
  if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi
}

# Runs a step with its chatter in the log. A job rather than a plain command, because bash puts off a signal until a
# plain command has ended; in a process group of its own, so that the whole tree under it can be ended at once.
step() {
  set -m
  "$@" >>"$log" 2>&1 </dev/null &
  job=$!
  set +m
  wait "$job"
  job=
}

finish() {
  local status=$?
  set +e
  trap '' HUP INT PIPE TERM
  if [[ -n $job ]]; then
    if [[ -n $installing ]]; then
      say "waiting for apt-get to end" # dpkg cut off in the middle would leave the machine's packages in need of repair
    else
      kill -KILL -- "-$job"
    fi
    wait "$job"
  fi 2>/dev/null
  rm -rf "$work"
  if ((status > 128)); then
    say "interrupted; run it again to start over"
  elif ((status != 0)); then
    status=1
    say "failed; the end of $log:"
    tail -n 20 "$log" | sed 's/^/  /'
    say "failed to build Kubernetes $version; the whole log is $log"
  fi
  exit "$status"
}

install_tools() {
  exec 9>&- # a service that a package restarts must not keep the lock for good
  # Lists that another of the machine's sources cannot renew are no reason to stop: what is missing will show.
  as_root apt-get -q update || echo "apt-get update failed; going on with the lists there are"
  local missing=() package
  for package in golang-1.19-go dpkg-dev make rsync jq; do
    dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q ^ii || missing+=("$package")
  done
  if ((${#missing[@]})); then
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600 \
      install --no-install-recommends "${missing[@]}"
  fi
}

# Few machines have a deb-src line. So apt gets lists of its own here, with the sources of the very mirror that it has.
fetch_source() {
  local key=/usr/share/keyrings/debian-archive-keyring.gpg options=''
  [[ -r $key ]] && options="[signed-by=$key] "
  apt-get indextargets --format "deb-src $options\$(REPO_URI) \$(RELEASE) \$(COMPONENT)" \
    'Created-By: Packages' 'Origin: Debian' 'Codename: bookworm' 'Component: main' | sort -u >sources.list
  [[ -s sources.list ]] || { echo "apt knows no mirror of Debian 12 (bookworm)"; return 1; }
  mkdir -p lists/partial cache
  local own=(-q -o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache")
  apt-get "${own[@]}" update
  apt-get "${own[@]}" source --download-only kubernetes
  dpkg-source --no-check -x kubernetes_*.dsc source # apt-get has checked it against the signed lists
}

# Unpacked, not installed: etcd-server would start a service, and kubernetes-client replace the user's own kubectl.
fetch_packages() {
  mkdir packages
  cd packages
  apt-get -q download etcd-server kubernetes-client golang-github-modern-go-reflect2-dev
  local deb
  for deb in *.deb; do dpkg-deb -x "$deb" .; done
}

build() {
  # The reflect2 that comes with the source reaches into Go's insides as they were before Go 1.18: built with today's
  # Go, the API server dies of SIGSEGV at the first custom resource.
  local reflect2=github.com/modern-go/reflect2 gopath=$work/gopath
  rm -r "source/vendor/$reflect2"
  cp -r "packages/usr/share/gocode/src/$reflect2" "source/vendor/$reflect2"
  mkdir -p "$gopath/src/k8s.io" tmp
  ln -s "$work/source" "$gopath/src/k8s.io/kubernetes"
  cd "$gopath/src/k8s.io/kubernetes"
  # An empty environment: the user's Go settings, and a newer go on the PATH, must not get into it.
  env -i PATH=/usr/lib/go-1.19/bin:/usr/bin:/bin HOME="$work" TMPDIR="$work/tmp" GOPATH="$gopath" \
    GOCACHE="$work/gocache" GOENV=off GOPROXY=off GO111MODULE=off CGO_ENABLED=0 GOLDFLAGS='-s -w' \
    make WHAT=cmd/kube-apiserver
}

collect() {
  mkdir out
  install source/_output/bin/kube-apiserver packages/usr/bin/etcd packages/usr/bin/kubectl out/
  out/kube-apiserver --version | grep -F "v$version"
  out/kubectl version --client | grep -F "v$version"
  ETCD_UNSUPPORTED_ARCH=arm64 out/etcd --version
  rm -rf "$target" # what an interrupted download of others may have left
  mv -T out "$target"
}

grep -qs '^VERSION_CODENAME=bookworm' /etc/os-release ||
  cannot "it takes Debian 12's packages; download Kubernetes instead (the tests do so by themselves with internet)"
arch=$(dpkg --print-architecture)
[[ $arch == amd64 || $arch == arm64 ]] || cannot "only amd64 and arm64 are known, not $arch"
readonly target=$home/k8s/$version-linux-$arch
if complete; then
  say "Kubernetes $version is in $target already"
  exit 0
fi
as_root true 2>/dev/null || cannot "apt-get needs root: run it as root, or once as: sudo $0 $home"
mkdir -p "$home/k8s"

# Held by every process of a build, so that after a kill -9 nobody clears up under what still runs.
exec 9>"$home/k8s/.build.lock"
flock -n 9 || say "another build of Kubernetes $version is running; waiting for it"
flock 9
if complete; then
  say "Kubernetes $version is in $target now"
  exit 0
fi
rm -rf "$home"/k8s/.build-*
(($(df --output=avail -k "$home/k8s" | tail -n 1) > 3000000)) || cannot "it needs 3 GB free in $home while it builds"

readonly log=$home/k8s/$version-build.log
job='' installing=''
work=$(mktemp -d "$home/k8s/.build-XXXXXX")
trap finish EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 141' PIPE # whoever read along is gone, such as a test run that was killed
trap 'exit 143' TERM
say "building kube-apiserver $version from Debian's source package; about 5 minutes on 2 cores, once"
say "log: $log"
: >"$log"
cd "$work"
installing=yes
step install_tools
installing=''
say "tools are installed; fetching the source"
step fetch_source
step fetch_packages
say "compiling"
step build
step collect
say "Kubernetes $version is in $target (after $((SECONDS / 60)) min $((SECONDS % 60)) s)"
