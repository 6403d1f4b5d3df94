// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz.h"

// libFuzzer gives the name.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const char *data, size_t size)
{
    fuzz(QByteArrayView(data, static_cast<qsizetype>(size)));
    return 0;
}
