#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Measures the window on a virtual display: window.sh BUILD_FOLDER [line|swallow|open]
# It needs Xvfb (Debian: xvfb) and the target bench_window.
set -eu
build=${1:?usage: window.sh BUILD_FOLDER [line|swallow|open]}
shift
command -v xvfb-run >/dev/null || { echo "Xvfb is missing: install xvfb." >&2; exit 1; }
[ -x "$build/bin/bench_window" ] || cmake --build "$build" --target bench_window
unset QT_QPA_PLATFORM
exec xvfb-run -a -s "-screen 0 1920x1200x24" "$build/bin/bench_window" "$@"
