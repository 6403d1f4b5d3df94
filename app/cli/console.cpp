// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"

#include <cstdio>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace optoscope::cli {

namespace {

bool isTerminal(std::FILE *file)
{
#ifdef Q_OS_WIN
    return _isatty(_fileno(file)) != 0;
#else
    return isatty(fileno(file)) != 0;
#endif
}

bool wantsColour(std::FILE *file)
{
    return isTerminal(file) && qEnvironmentVariableIsEmpty("NO_COLOR") && qgetenv("TERM") != "dumb";
}

void write(std::FILE *file, const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), file);
}

QString coloured(const QString &text, QLatin1String code)
{
    return u"\x1B["_qs + code + u'm' + text + u"\x1B[0m"_qs;
}

} // namespace

Console::Console()
    : m_coloured(wantsColour(stdout))
{
}

bool Console::isOutputTerminal()
{
    return isTerminal(stdout);
}

void Console::leaveOutput()
{
    m_out = stderr;
    m_coloured = wantsColour(stderr);
}

void Console::writeLine(const QString &text)
{
    write(m_out, text.toUtf8() + '\n');
}

void Console::writeJson(const QJsonDocument &document)
{
    write(m_out, document.toJson());
}

void Console::writeNotice(const QString &text)
{
    // What was written before comes before, even if both go to one terminal.
    std::fflush(stdout);
    write(stderr, text.toUtf8() + '\n');
}

QString Console::heading(const QString &text) const
{
    return m_coloured ? coloured(text, QLatin1String("1")) : text;
}

QString Console::marked(const QString &text, Severity severity) const
{
    if (!m_coloured)
        return text;
    switch (severity) {
    case Severity::note: return coloured(text, QLatin1String("36"));
    case Severity::warning: return coloured(text, QLatin1String("33"));
    case Severity::error: return coloured(text, QLatin1String("31"));
    }
    return text;
}

bool Console::flush()
{
    return std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
}

} // namespace optoscope::cli
