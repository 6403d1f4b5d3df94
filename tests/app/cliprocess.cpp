// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cliprocess.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace optoscope::cli {

Result finish(QProcess &process)
{
    // One that has ended is not waited for.
    const bool hasEnded =
        process.state() == QProcess::NotRunning || process.waitForFinished(patience);
    if (!hasEnded || process.exitStatus() != QProcess::NormalExit)
        return {-1, process.readAllStandardOutput(), "did not end by itself"};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

void start(QProcess &process, const QStringList &arguments)
{
    process.start(QStringLiteral(OPTOSCOPE_CLI), arguments);
    QVERIFY(process.waitForStarted(patience));
}

Result run(const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    start(process, arguments);
    process.write(input);
    process.closeWriteChannel();
    return finish(process);
}

QString sample(const QString &name)
{
    return QStringLiteral(OPTOSCOPE_TEST_DATA "/decode/") + name;
}

QJsonObject jsonOf(const Result &result)
{
    return QJsonDocument::fromJson(result.out).object();
}

QStringList findingsOf(const QJsonObject &document)
{
    QStringList ids;
    for (const QJsonValue &finding : document[u"findings"].toArray())
        ids += finding[u"id"].toString();
    return ids;
}

QStringList messagesOf(const QJsonObject &document)
{
    QStringList kinds;
    for (const QJsonValue &message : document[u"messages"].toArray())
        kinds += message[u"by"].toString() + u' ' + message[u"kind"].toString();
    return kinds;
}

bool isPlain(const QByteArray &text)
{
    return std::ranges::none_of(text, [](char byte) {
        return (byte >= 0 && byte < ' ' && byte != '\n') || byte == '\x7F';
    });
}

} // namespace optoscope::cli
