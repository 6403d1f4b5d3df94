// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <memory>

namespace optoscope::cli {

/// Lines of standard input as signals, while the event loop runs.
class LineInput : public QObject
{
    Q_OBJECT
public:
    explicit LineInput(QObject *parent = nullptr);
    ~LineInput() override;

    /// A person types; else a file or a pipe was prepared.
    bool isTerminal() const { return m_isTerminal; }

Q_SIGNALS:
    /// Without its line end.
    void line(const QString &text);
    /// Nothing more will come.
    void ended();

private:
    void take(const QByteArray &bytes);
    /// False: nothing more will come.
    bool readSome();
    void end();

    bool m_isTerminal = false;
    QByteArray m_begun; ///< of a line
    std::unique_ptr<QObject> m_notifier;
};

} // namespace optoscope::cli
