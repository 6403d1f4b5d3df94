#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds Optoscope and starts it on the healthy virtual meter, or on the target that is given:
#     installer/run.sh [TARGET]
# Without a display the target is read on the command line instead.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source-path=SCRIPTDIR source=packages.sh
. "$root/installer/packages.sh"

install_needs "${build_needs[@]}"

cd "$root"
{
    cmake --preset release || fail 'CMake could not configure the build; its message stands above.'
    cmake --build --preset release --parallel "$(nproc)" --target optoscope optoscope-cli ||
        fail 'the build failed; the compiler says why above.'
} >&2
cd "$OLDPWD"

[[ $# == 0 ]] && set -- virtual:
if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    exec "$root/build/release/bin/optoscope" "$@"
fi
say 'There is no display, so no window: reading on the command line.'
exec "$root/build/release/bin/optoscope-cli" read "$@"
