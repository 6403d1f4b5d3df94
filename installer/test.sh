#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Everything that must hold before a change is taken: format, a build without warnings, clang-tidy
# and all tests. Arguments are passed on to ctest.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source-path=SCRIPTDIR source=packages.sh
. "$root/installer/packages.sh"
cd "$root"

# What other versions say differs: they would fail sources that are right.
clang_version=14

is_clang_version() {
    [[ $("$1" --version 2>/dev/null) =~ version\ ([0-9]+)\. && ${BASH_REMATCH[1]} == "$clang_version" ]]
}

step() { say "== $* ($((SECONDS / 60)) min $((SECONDS % 60)) s)"; }

# Sources of the tree, each ended by NUL; a source package has no git.
sources() {
    git -c safe.directory='*' ls-files -z -- '*.cpp' '*.h' 2>/dev/null ||
        find app core resources tests ui -name '*.cpp' -print0 -o -name '*.h' -print0
}

# Those of the programs that the build compiles, each ended by NUL. Tests take as long again and
# show less; moc's and rcc's output is not ours.
compiled_sources() {
    python3 - "$root" <<'PYTHON'
import json, os, sys
root = sys.argv[1]
with open(os.path.join(root, "build/ci/compile_commands.json"), encoding="utf-8") as file:
    names = {os.path.relpath(entry["file"], root) for entry in json.load(file)}
for name in sorted(names):
    if name.split(os.sep)[0] in ("app", "core", "resources", "ui"):
        sys.stdout.write(name + "\0")
PYTHON
}

check_format() {
    if ! is_clang_version clang-format; then
        say "Skipped: there is no clang-format $clang_version here."
        return
    fi
    sources | xargs -0 clang-format --dry-run --Werror ||
        fail 'these sources are not formatted; clang-format -i does it.'
}

check_tidy() {
    if ! is_clang_version clang-tidy; then
        say "Skipped: there is no clang-tidy $clang_version here."
        return
    fi
    compiled_sources >build/ci/sources
    [[ -s build/ci/sources ]] || fail 'the build compiles no source of ours.'
    # It counts on stderr what it left out, a line a file; its findings are on stdout.
    xargs -0 -P "$(nproc)" -n 1 clang-tidy -quiet -p build/ci <build/ci/sources \
        2>build/ci/clang-tidy.log || {
        grep -v 'warnings\? generated\|warnings\? treated as error' build/ci/clang-tidy.log >&2 || true
        fail 'clang-tidy objects; see above.'
    }
}

step 'Packages'
install_needs "${build_needs[@]}" "${test_needs[@]}"
step 'Format'
check_format
step 'Build'
cmake --preset ci || fail 'CMake could not configure the build; its message stands above.'
cmake --build --preset ci --parallel "$(nproc)" || fail 'the build failed; the compiler says why above.'
step 'clang-tidy'
check_tidy
step 'Tests'
exec ctest --preset ci --parallel "$(nproc)" "$@"
