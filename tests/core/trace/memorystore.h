// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/chunkstore.h"

namespace optoscope {

/// Keeps chunks as long as there is room; can forget what they hold.
class MemoryStore final : public ChunkStore
{
public:
    explicit MemoryStore(qint64 room)
        : m_room(room)
    {
    }

    std::shared_ptr<const StoredChunk> keep(const QByteArray &bytes) override
    {
        if (bytes.size() > m_room)
            return {};
        m_room -= bytes.size();
        ++m_count;
        return std::make_shared<Kept>(bytes, m_isLost);
    }

    int count() const { return m_count; }
    void setRoom(qint64 room) { m_room = room; }
    /// From now on nothing can be read.
    void lose() { *m_isLost = true; }

private:
    class Kept final : public StoredChunk
    {
    public:
        Kept(const QByteArray &bytes, std::shared_ptr<const bool> isLost)
            : m_bytes(bytes)
            , m_isLost(std::move(isLost))
        {
        }
        std::optional<QByteArray> read() const override
        {
            if (*m_isLost)
                return {};
            return m_bytes;
        }

    private:
        QByteArray m_bytes;
        std::shared_ptr<const bool> m_isLost;
    };

    std::shared_ptr<bool> m_isLost = std::make_shared<bool>(false);
    qint64 m_room;
    int m_count = 0;
};

} // namespace optoscope
