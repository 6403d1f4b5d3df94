// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <memory>
#include <optional>

namespace optoscope {

/// Bytes that were put away.
class StoredChunk
{
public:
    StoredChunk() = default;
    virtual ~StoredChunk() = default;
    Q_DISABLE_COPY_MOVE(StoredChunk)
    /// The bytes; nothing if they cannot be had back. May be called in any thread.
    virtual std::optional<QByteArray> read() const = 0;
};

/// Where a trace puts what it does not want to keep in memory.
class ChunkStore
{
public:
    ChunkStore() = default;
    virtual ~ChunkStore() = default;
    Q_DISABLE_COPY_MOVE(ChunkStore)
    /// Puts \a bytes away; nullptr if there is no room for them. May be called in any thread.
    virtual std::shared_ptr<const StoredChunk> keep(const QByteArray &bytes) = 0;
};

} // namespace optoscope
