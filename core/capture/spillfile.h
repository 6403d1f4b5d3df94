// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/chunkstore.h"

#include <QString>

namespace optoscope {

/// Keeps what a trace puts away in a temporary file, which goes with the last who may read from it,
/// or with the program. May be used in any thread.
class SpillFile final : public ChunkStore
{
public:
    /// In \a folder; in the system's folder for temporary files if that is empty.
    explicit SpillFile(const QString &folder = {});

    std::shared_ptr<const StoredChunk> keep(const QByteArray &bytes) override;
    /// Why there is no file, as the system says it; empty if there is one.
    const QString &openError() const { return m_openError; }

    /// What it is kept in.
    class File;

private:
    QString m_openError;
    std::shared_ptr<File> m_file;
};

} // namespace optoscope
