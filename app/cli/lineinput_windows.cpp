// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/lineinput.h"

#include <QWinEventNotifier>
#include <qt_windows.h>

#include <array>
#include <io.h>

namespace optoscope::cli {

namespace {

HANDLE input()
{
    return GetStdHandle(STD_INPUT_HANDLE);
}

/// What was typed since, shown as it is typed: who reads events gets no echo.
QString typed()
{
    QString text;
    DWORD waiting = 0;
    while (GetNumberOfConsoleInputEvents(input(), &waiting) && waiting > 0) {
        INPUT_RECORD record;
        DWORD count = 0;
        if (!ReadConsoleInputW(input(), &record, 1, &count) || count == 0)
            break;
        const bool isKey = record.EventType == KEY_EVENT && record.Event.KeyEvent.bKeyDown;
        const wchar_t key = isKey ? record.Event.KeyEvent.uChar.UnicodeChar : 0;
        if (key != 0)
            text += key == L'\r' ? u'\n' : QChar(key);
    }
    DWORD written = 0;
    WriteConsoleW(GetStdHandle(STD_ERROR_HANDLE), text.utf16(), static_cast<DWORD>(text.size()),
                  &written, nullptr);
    return text;
}

} // namespace

LineInput::LineInput(QObject *parent)
    : QObject(parent)
    , m_isTerminal(_isatty(0) != 0)
{
    if (m_isTerminal) {
        auto notifier = std::make_unique<QWinEventNotifier>(input());
        connect(notifier.get(), &QWinEventNotifier::activated, this, [this] { readSome(); });
        m_notifier = std::move(notifier);
    } else {
        // A pipe or a file is there at once.
        QMetaObject::invokeMethod(
            this,
            [this] {
                while (readSome()) {}
                end();
            },
            Qt::QueuedConnection);
    }
}

LineInput::~LineInput() = default;

bool LineInput::readSome()
{
    if (m_isTerminal) {
        take(typed().toLocal8Bit());
        return true;
    }
    std::array<char, 1024> buffer{};
    DWORD count = 0;
    const bool isRead =
        ReadFile(input(), buffer.data(), static_cast<DWORD>(buffer.size()), &count, nullptr) != 0;
    take(QByteArray(buffer.data(), static_cast<qsizetype>(count)));
    return isRead && count > 0;
}

} // namespace optoscope::cli
