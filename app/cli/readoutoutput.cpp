// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/readoutoutput.h"

#include "resources/knowledge.h"
#include "ui/texts/readoutreport.h"
#include "ui/texts/texts.h"

namespace optoscope::cli {

ReadoutOutput::ReadoutOutput(Console &console)
{
    KnowledgeProblems problems;
    m_knowledge = loadKnowledge(ownKnowledgeDirectory(), &problems);
    for (const KnowledgeProblem &problem : std::as_const(problems))
        console.writeNotice(texts::tableErrorText(problem.file, problem.error));
    m_conversation.setManufacturerTest(
        [this](QByteArrayView letters) { return m_knowledge.flags.find(letters).has_value(); });
}

void ReadoutOutput::append(const TraceEntries &entries)
{
    m_classifier.append(entries);
    m_conversation.append(entries);
}

void ReadoutOutput::finish()
{
    m_line = m_classifier.verdict();
    m_conversation.append(m_classifier.findings(m_line));
    m_conversation.finish();
}

void ReadoutOutput::tellMessages(Console &console)
{
    const QList<ConversationMessage> &messages = m_conversation.messages();
    for (; m_told < messages.size() && !messages.at(m_told).isComing; ++m_told)
        console.writeNotice(texts::messageLine(messages.at(m_told)));
}

void ReadoutOutput::write(Console &console, bool json) const
{
    if (json) {
        console.writeJson(QJsonDocument(readoutJson(m_conversation, m_line, m_knowledge)));
        return;
    }
    const texts::ReportStyle style{
        [&](const QString &text) { return console.heading(text); },
        [&](const QString &text, Severity severity) { return console.marked(text, severity); }};
    console.writeLine(texts::readoutReport(m_conversation, m_line, m_knowledge, style));
}

} // namespace optoscope::cli
