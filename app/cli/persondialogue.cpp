// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/persondialogue.h"

#include "app/cli/interruption.h"
#include "app/cli/lineinput.h"
#include "ui/texts/dialoguetexts.h"
#include "ui/texts/steptexts.h"

#include <QEventLoop>

#include <utility>

namespace optoscope::cli {

namespace {

/// Of prepared answers; a whole test asks fewer.
constexpr qsizetype mostLines = 1000;

bool needsRemote(PersonAction action)
{
    return action == PersonAction::checkCamera || action == PersonAction::remoteNear
        || action == PersonAction::remoteFar || action == PersonAction::remoteWhileSending;
}

} // namespace

PersonDialogue::PersonDialogue(LineInput &input, Say say, AtEnd atEnd)
    : m_say(std::move(say))
    , m_atEnd(atEnd)
    , m_queues(!input.isTerminal())
{
    connect(&input, &LineInput::line, this, &PersonDialogue::takeLine);
    connect(&input, &LineInput::ended, this, [this] {
        m_isEnded = true;
        serve();
    });
}

std::optional<PersonReply> PersonDialogue::settled(const PersonRequest &request) const
{
    if (!m_person)
        return {};
    const PersonAction action = request.action;
    const bool lacks = (needsRemote(action) && !m_person->hasRemote)
        || (action == PersonAction::faceSecondProbe && !m_person->hasSecondProbe);
    if (lacks)
        return PersonReply::cannot;
    const bool isQuestion = texts::repliesFor(action).contains(PersonReply::unsure);
    if (isQuestion && m_person->unsure.contains(request.step))
        return PersonReply::unsure;
    if (action == PersonAction::checkCamera && !m_person->cameraSeesInfrared)
        return PersonReply::notSeen;
    return {};
}

void PersonDialogue::ask(const PersonRequest &request)
{
    m_request = request;
    if (const auto known = settled(request)) {
        reply(*known);
        return;
    }
    m_say(u'\n' + texts::requestText(request));
    serve();
}

QString PersonDialogue::askLine(const QString &question)
{
    if (m_isStopped || (m_isEnded && m_lines.isEmpty()))
        return {};
    m_say(question);
    m_line.clear();
    m_waitsForLine = true;
    QEventLoop loop;
    Interruption interruption;
    connect(&interruption, &Interruption::requested, this, &PersonDialogue::stop);
    connect(this, &PersonDialogue::lineTaken, &loop, &QEventLoop::quit);
    // What is there already is taken when the loop runs.
    QMetaObject::invokeMethod(this, &PersonDialogue::serve, Qt::QueuedConnection);
    loop.exec();
    m_waitsForLine = false;
    return m_line;
}

void PersonDialogue::stop()
{
    m_isStopped = true;
    m_request.reset();
    if (m_waitsForLine)
        Q_EMIT lineTaken();
}

void PersonDialogue::takeLine(const QString &line)
{
    if (m_request || m_waitsForLine || m_queues) {
        if (m_lines.size() < mostLines)
            m_lines.append(line);
        serve();
    } else if (line == u"s" || line == u"q") {
        answer(line);
    }
}

/// Gives what waits the lines that are there.
void PersonDialogue::serve()
{
    while (!m_isStopped && !m_lines.isEmpty() && (m_request || m_waitsForLine)) {
        const QString line = m_lines.takeFirst();
        if (!m_waitsForLine) {
            answer(line);
            continue;
        }
        m_waitsForLine = false;
        m_line = line;
        Q_EMIT lineTaken();
    }
    if (!m_isEnded || !m_lines.isEmpty() || m_isStopped)
        return;
    if (std::exchange(m_waitsForLine, false)) {
        Q_EMIT lineTaken();
    } else if (m_request && m_atEnd == AtEnd::Decline) {
        reply(PersonReply::cannot);
    } else if (m_request) {
        m_say(texts::inputEndedText());
        Q_EMIT quit();
    }
}

void PersonDialogue::answer(const QString &line)
{
    if (line == u"q") {
        Q_EMIT quit();
        return;
    }
    if (line == u"s") {
        // Enough of this step, whatever it is doing.
        m_request.reset();
        Q_EMIT answered({0, PersonReply::finish, {}});
        return;
    }
    const QList<PersonReply> replies = texts::repliesFor(m_request->action);
    bool isNumber = false;
    const int number = line.toInt(&isNumber);
    if (line.isEmpty() && replies.first() == PersonReply::done)
        reply(PersonReply::done);
    else if (isNumber && number >= 1 && number <= replies.size())
        reply(replies.at(number - 1));
    else
        m_say(texts::notAnAnswerText(line));
}

void PersonDialogue::reply(PersonReply reply)
{
    const PersonRequest request = *std::exchange(m_request, {});
    Q_EMIT answered({request.number, reply, request.step});
}

} // namespace optoscope::cli
