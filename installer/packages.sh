# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034
# Installs what Optoscope needs, for run.sh and test.sh, which read this file. Debian 12 and
# Ubuntu 24.04 are the systems it is made for.

# One need a line: what proves that it is there (`command:NAME` or `package`), then the packages
# that bring it, the first one that this system knows.
build_needs=(
    'command:g++ g++'
    'command:cmake cmake'
    'command:ninja ninja-build'
    'package qt6-base-dev'
    'package qt6-serialport-dev libqt6serialport6-dev'
    'package qt6-svg-dev libqt6svg6-dev'
    'package qt6-charts-dev libqt6charts6-dev'
    'package libqt6opengl6-dev'
    'command:pkg-config pkg-config'
    'package libzip-dev'
    'package libqt6sql6-sqlite'
)
# clang-format and clang-tidy check the sources, Python the architecture and the tests' helpers;
# npm brings an independent reader of meters to read our virtual one, sigrok-cli reads our
# waveforms, tshark our captures, PostgreSQL is the server of the tests of stores.
test_needs=(
    'command:git git'
    'command:python3 python3'
    'command:clang-format clang-format'
    'command:clang-tidy clang-tidy'
    'command:npm npm'
    'command:sigrok-cli sigrok-cli'
    'command:pg_virtualenv postgresql-common'
    'package postgresql'
    'package libqt6sql6-psql'
    'command:tshark tshark'
    'package ca-certificates'
)

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$(basename "$0"): $*"
    exit 1
}

is_installed() {
    [[ $(dpkg-query --show --showformat '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# is_met PROOF PACKAGE...
is_met() {
    local proof=$1 package
    shift
    if [[ $proof == command:* ]]; then
        command -v "${proof#command:}" >/dev/null
        return
    fi
    for package in "$@"; do
        is_installed "$package" && return
    done
    return 1
}

# known_package PACKAGE...: the first one that apt can install.
known_package() {
    local package
    for package in "$@"; do
        if apt-cache show --no-all-versions "$package" >/dev/null 2>&1; then
            printf '%s' "$package"
            return
        fi
    done
    return 1
}

as_root() {
    if [[ $(id -u) == 0 ]]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        return 127
    fi
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=a apt-get -qq -y \
        -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@" \
        </dev/null >/dev/null
}

# install_needs NEED...: installs what is missing; does nothing, not even ask for rights, if all is
# there.
install_needs() {
    local need missing=() packages=() words package
    for need in "$@"; do
        read -ra words <<<"$need"
        is_met "${words[@]}" || missing+=("$need")
    done
    [[ ${#missing[@]} == 0 ]] && return
    if ! command -v apt-get >/dev/null; then
        say 'This system has no apt-get. Optoscope needs what Debian calls:'
        for need in "${missing[@]}"; do say "  ${need#* }"; done
        say 'Going on with what is here.'
        return
    fi
    if [[ $(id -u) != 0 ]] && ! command -v sudo >/dev/null; then
        fail "packages are missing and there is no sudo. As root: apt-get install" \
            "$(for need in "${missing[@]}"; do read -ra words <<<"$need"; printf '%s ' "${words[1]}"; done)"
    fi
    apt_get update || say 'apt-get update failed; trying with the package lists that are here.'
    for need in "${missing[@]}"; do
        read -ra words <<<"$need"
        package=$(known_package "${words[@]:1}") ||
            fail "apt knows no package ${words[*]:1}. Are the package sources complete?"
        packages+=("$package")
    done
    say "Installing: ${packages[*]}"
    apt_get install --no-install-recommends "${packages[@]}" ||
        fail 'apt-get could not install the packages; its message stands above.'
}
