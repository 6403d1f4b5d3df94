// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace optoscope::cli {

/// Turns the wish to stop (Ctrl+C, SIGTERM) into a signal of the event loop, while it exists. Only
/// the first one: the second ends the program at once. One object at a time.
class Interruption : public QObject
{
    Q_OBJECT
public:
    explicit Interruption(QObject *parent = nullptr);
    ~Interruption() override;

Q_SIGNALS:
    void requested();

private:
    void restoreHandlers();

    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace optoscope::cli
