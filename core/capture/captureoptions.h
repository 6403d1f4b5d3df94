// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include <array>
#include <optional>

namespace optoscope {

/// What the options of a block say that somebody here wants to know.
struct CaptureOptions {
    QStringList comments;
    std::array<QByteArrayView, 3> texts; ///< those of codes 2, 3 and 4
    std::optional<quint8> resolution;
    qint64 offset = 0;
    quint64 speed = 0;
    QByteArrayView characters;
    QByteArrayView runs;
    QByteArray what;
    QByteArrayView time;
    std::optional<QByteArrayView> facts;
    bool isDerived = false;
    bool isClosed = false;
};

/// \a bytes must outlive what they give. What is damaged ends them.
CaptureOptions parseOptions(QByteArrayView bytes, bool bigEndian);

/// The next multiple of four.
constexpr qsizetype padded(qsizetype size)
{
    return (size + 3) / 4 * 4;
}

} // namespace optoscope
