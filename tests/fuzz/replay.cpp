// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz.h"

#include <QDirIterator>
#include <QFile>

namespace {

// Beginnings and damaged copies of longer inputs would take the test's time for little.
constexpr qsizetype longest = 4096;

/// The input, each of its beginnings, and copies with one byte turned over.
void fuzzAround(const QByteArray &input)
{
    fuzz(input);
    const qsizetype size = std::min(input.size(), longest);
    const qsizetype step = 1 + size / 256;
    for (qsizetype at = 0; at < size; at += step) {
        fuzz(QByteArrayView(input).first(at));
        QByteArray damaged = input;
        damaged[at] = static_cast<char>(damaged.at(at) ^ (1 << (at % 8)));
        fuzz(damaged);
    }
}

int fuzzFolder(const QString &folder)
{
    int count = 0;
    QDirIterator files(folder, QDir::Files);
    while (files.hasNext()) {
        QFile file(files.next());
        require(file.open(QIODevice::ReadOnly), "the seed can be read");
        fuzzAround(file.readAll());
        ++count;
    }
    return count;
}

} // namespace

/// Replays the seeds in the folders that are named.
int main(int argc, char *argv[])
{
    int count = 0;
    for (int i = 1; i < argc; ++i)
        count += fuzzFolder(QFile::decodeName(argv[i]));
    std::printf("%d seeds\n", count);
    return count > 0 ? 0 : 1;
}
