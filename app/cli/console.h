// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/finding.h"

#include <QJsonDocument>
#include <QString>

#include <cstdio>

namespace optoscope::cli {

/// Standard output and standard error. What is for people is coloured if standard output is a
/// terminal and NO_COLOR is not set.
class Console
{
public:
    Console();

    /// Whether a person sees standard output as it comes.
    static bool isOutputTerminal();
    /// Standard output is for something else: what is for people goes to standard error.
    void leaveOutput();

    /// Writes \a text and a line end to standard output.
    void writeLine(const QString &text);
    void writeJson(const QJsonDocument &document);
    /// Writes \a text and a line end to standard error.
    void writeNotice(const QString &text);

    bool isColoured() const { return m_coloured; }
    /// \a text as a heading.
    QString heading(const QString &text) const;
    /// \a text in the colour of \a severity.
    QString marked(const QString &text, Severity severity) const;

    /// Everything written so far has reached its place (false on a full disk).
    bool flush();

private:
    std::FILE *m_out = stdout;
    bool m_coloured = false;
};

} // namespace optoscope::cli
