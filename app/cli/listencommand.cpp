// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/listencommand.h"

#include "app/cli/sessionrun.h"
#include "app/cli/targetargument.h"
#include "core/capture/readoutjson.h"
#include "core/iec62056/conversation.h"
#include "core/link/virtualrun.h"
#include "core/probe/meterevidence.h"
#include "core/recognise/lineclassifier.h"
#include "ui/texts/dialoguetexts.h"
#include "ui/texts/texts.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace optoscope::cli {

namespace {

constexpr int leastBaud = 50;
constexpr int mostBaud = 4000000;
constexpr int mostSeconds = 86400;

/// More characters are not looked at: a line may talk all day.
constexpr qsizetype mostCharacters = 4000;

/// What was heard at one setting.
struct Heard {
    ListenOptions::Setting setting;
    TraceEntries entries;
    qsizetype characters = 0;
    LineVerdict verdict; ///< when it is over
};

/// Judges each setting for itself.
class ListenLog
{
public:
    explicit ListenLog(const ListenOptions &options, std::function<void(const QString &)> say)
        : m_settings(options.settings)
        , m_say(std::move(say))
    {
    }

    void append(const TraceEntries &entries)
    {
        for (const TraceEntry &entry : entries) {
            const auto *event = std::get_if<Event>(&entry.what);
            if (event && event->kind == Event::Kind::Tried)
                begin();
            if (!m_heard.empty())
                keep(m_heard.back(), entry);
        }
    }

    void finish() { end(); }
    const std::vector<Heard> &heard() const { return m_heard; }

private:
    static void keep(Heard &heard, const TraceEntry &entry)
    {
        if (const CharacterRun *run = runOf(entry))
            heard.characters += run->characters.size();
        if (heard.characters <= mostCharacters)
            heard.entries.append(entry);
    }
    void begin()
    {
        end();
        const auto index = static_cast<qsizetype>(m_heard.size());
        m_heard.push_back({m_settings.value(index), {}, 0, {}});
    }
    void end()
    {
        if (m_heard.empty())
            return;
        Heard &last = m_heard.back();
        last.verdict = lineVerdictOf(last.entries);
        m_say(texts::heardText(last.verdict, last.setting.baud, last.setting.format));
    }

    QList<ListenOptions::Setting> m_settings;
    std::function<void(const QString &)> m_say;
    std::vector<Heard> m_heard;
};

Findings findingsOf(const Heard &heard)
{
    Conversation conversation;
    conversation.append(heard.entries);
    LineClassifier classifier;
    classifier.append(heard.entries);
    conversation.append(classifier.findings(heard.verdict));
    conversation.finish();
    return conversation.findings();
}

/// The one that says most: that which was understood is the last, else the first with anything.
const Heard *best(const std::vector<Heard> &heard, bool isUnderstood)
{
    if (heard.empty())
        return nullptr;
    if (isUnderstood)
        return &heard.back();
    const auto any = std::ranges::find_if(
        heard, [](const Heard &one) { return one.verdict.lineClass != LineClass::silence; });
    return any == heard.end() ? &heard.front() : &*any;
}

QJsonObject documentOf(const std::vector<Heard> &heard, bool isUnderstood)
{
    QJsonArray tried;
    for (const Heard &one : heard) {
        QJsonObject line = lineJson(one.verdict);
        line.insert(u"listenedBaud"_qs, one.setting.baud.value);
        line.insert(u"listenedFormat"_qs, one.setting.format.toText());
        tried.append(line);
    }
    const Heard *chosen = best(heard, isUnderstood);
    return {{u"line"_qs, chosen ? QJsonValue(lineJson(chosen->verdict)) : QJsonValue()},
            {u"findings"_qs, chosen ? findingsJson(findingsOf(*chosen), true) : QJsonArray()},
            {u"tried"_qs, tried}};
}

bool isAuto(const QCommandLineParser &parser, const QString &option)
{
    return !parser.isSet(option) || parser.value(option) == u"auto";
}

} // namespace

texts::CommandText ListenCommand::text() const
{
    return texts::commandText(texts::Command::Listen);
}

QList<QCommandLineOption> ListenCommand::options() const
{
    return {makeOption(u"baud"_qs, texts::CommandOption::ListenBaud, u"N|auto"_qs),
            makeOption(u"format"_qs, texts::CommandOption::ListenFormat, u"FORMAT|auto"_qs),
            makeOption(u"seconds"_qs, texts::CommandOption::Seconds, u"S"_qs), TraceFile::option()};
}

std::optional<QString> ListenCommand::accept(const QCommandLineParser &parser)
{
    if (auto failure = acceptTarget(parser, m_request.target))
        return failure;
    if (auto failure = m_trace.accept(parser))
        return failure;
    m_request.listen = ListenOptions{};
    if (auto failure = acceptLine(parser))
        return failure;
    if (parser.isSet(u"seconds"_qs)) {
        const QString text = parser.value(u"seconds"_qs);
        bool ok = false;
        const int seconds = text.toInt(&ok);
        if (!ok || seconds < 1 || seconds > mostSeconds)
            return texts::usageErrorText(texts::UsageError::BadSeconds, text);
        m_request.listen->time = std::chrono::seconds(seconds);
    }
    return {};
}

/// What is not given is taken from the usual settings; a speed that is none of them goes with each
/// of the two usual formats.
std::optional<QString> ListenCommand::acceptLine(const QCommandLineParser &parser)
{
    QList<ListenOptions::Setting> settings = pushSettings();
    const bool anyFormat = isAuto(parser, u"format"_qs);
    if (!isAuto(parser, u"baud"_qs)) {
        const QString text = parser.value(u"baud"_qs);
        bool ok = false;
        const int baud = text.toInt(&ok);
        if (!ok || baud < leastBaud || baud > mostBaud)
            return texts::usageErrorText(texts::UsageError::BadBaud, text);
        settings = {{Baud{baud}, format8N1}};
        if (anyFormat)
            settings.append({Baud{baud}, format7E1});
    }
    if (!anyFormat) {
        const auto format = CharacterFormat::fromText(parser.value(u"format"_qs));
        if (!format)
            return texts::usageErrorText(texts::UsageError::BadFormat, parser.value(u"format"_qs));
        for (ListenOptions::Setting &setting : settings)
            setting.format = *format;
    }
    m_request.listen->settings = settings;
    return {};
}

ExitStatus ListenCommand::run(Console &console, bool json)
{
    const auto say = [&console, json](const QString &text) {
        if (json)
            return;
        console.writeLine(text);
        console.flush();
    };
    m_trace.open(m_request.target, console);
    if (!runsVirtually(m_request.target))
        console.writeNotice(texts::listeningText(false));
    ListenLog log(*m_request.listen, say);
    const Ending ending =
        runSession(m_request, [&log](const TraceEntries &entries) { log.append(entries); }, m_trace);
    if (ending.error)
        console.writeNotice(texts::linkErrorText(*ending.error));
    if (ending.outcome == Outcome::cannotOpen)
        return m_trace.finish(console, ExitStatus::CannotOpen);
    log.finish();
    if (json)
        console.writeJson(QJsonDocument(documentOf(log.heard(), ending.outcome == Outcome::done)));
    if (ending.outcome == Outcome::noAnswer)
        console.writeNotice(texts::listeningText(true));
    return m_trace.finish(console, statusOf(ending.outcome));
}

} // namespace optoscope::cli
