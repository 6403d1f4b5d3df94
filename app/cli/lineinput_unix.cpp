// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/lineinput.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <unistd.h>
#include <utility>

namespace optoscope::cli {

LineInput::LineInput(QObject *parent)
    : QObject(parent)
    , m_isTerminal(isatty(STDIN_FILENO) != 0)
{
    auto notifier = std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read);
    connect(notifier.get(), &QSocketNotifier::activated, this, [this, input = notifier.get()] {
        if (readSome())
            return;
        input->setEnabled(false);
        end();
    });
    m_notifier = std::move(notifier);
}

LineInput::~LineInput() = default;

bool LineInput::readSome()
{
    std::array<char, 1024> buffer{};
    const ssize_t count = read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count > 0) {
        take(QByteArray(buffer.data(), count));
        return true;
    }
    return count < 0 && (errno == EINTR || errno == EAGAIN);
}

} // namespace optoscope::cli
