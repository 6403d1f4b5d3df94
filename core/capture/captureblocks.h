// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

/// The parts that pcapng files are made of (reference capture.md §1.2), least significant byte
/// first.
namespace optoscope::capture {

inline constexpr qsizetype longestText = 15000; ///< in UTF-16; three bytes each at most

/// Up to the next multiple of four bytes.
void padBlock(QByteArray &bytes);
void appendOption(QByteArray &options, quint16 code, QByteArrayView value);
/// Nothing if \a text is empty; what is too long is cut.
void appendText(QByteArray &options, quint16 code, const QString &text);
/// An option of ours.
void appendCustom(QByteArray &options, QByteArrayView tag, QByteArrayView value);
void appendBlock(QByteArray &bytes, quint32 type, const QByteArray &body);

} // namespace optoscope::capture
