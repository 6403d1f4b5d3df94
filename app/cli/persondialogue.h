// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bench/scenario.h"
#include "core/trace/person.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <optional>

namespace optoscope::cli {

class LineInput;

/// Asks the person at the terminal what a session asks, and hands on what is typed. Lines of a file
/// or pipe are answers in their order; what is typed at a terminal while nothing is asked is only
/// heeded if it leaves a step out or ends the test.
class PersonDialogue : public QObject
{
    Q_OBJECT
public:
    enum class AtEnd : quint8 { Quit, Decline }; ///< when standard input has ended
    using Say = std::function<void(const QString &text)>;

    PersonDialogue(LineInput &input, Say say, AtEnd atEnd);

    /// Answers what \a person settles beforehand without asking.
    void setPerson(const PersonScenario &person) { m_person = person; }

    void ask(const PersonRequest &request);
    /// Waits for one line; empty if it is skipped, input has ended, or stop() was called.
    QString askLine(const QString &question);
    /// Nothing more is asked.
    void stop();
    bool isStopped() const { return m_isStopped; }

Q_SIGNALS:
    void answered(const optoscope::PersonAnswer &answer);
    /// He wants to end.
    void quit();
    /// A line that askLine() waits for has come, or never will.
    void lineTaken();

private:
    std::optional<PersonReply> settled(const PersonRequest &request) const;
    void takeLine(const QString &line);
    void serve();
    void answer(const QString &line);
    void reply(PersonReply reply);

    Say m_say;
    AtEnd m_atEnd;
    std::optional<PersonScenario> m_person;
    std::optional<PersonRequest> m_request; ///< that waits for its answer
    QStringList m_lines; ///< that came before they were asked for
    bool m_queues = false;
    bool m_isEnded = false;
    bool m_isStopped = false;
    bool m_waitsForLine = false;
    QString m_line; ///< for askLine()
};

} // namespace optoscope::cli
