// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/knowledge.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace optoscope {

namespace {

/// Thirty times the shipped tables; a larger file is not one of ours.
constexpr qint64 mostBytes = 4LL * 1024 * 1024;

template <typename Table>
void addFile(Table &table, const QString &fileName, KnowledgeProblems &problems)
{
    QFile file(fileName);
    const auto complain = [&](TableProblem problem, const QString &detail) {
        problems.append({fileName, {0, problem, detail}});
    };
    if (!file.open(QIODevice::ReadOnly))
        return complain(TableProblem::cannotRead, file.errorString());
    const QByteArray text = file.read(mostBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return complain(TableProblem::cannotRead, file.errorString());
    if (text.size() > mostBytes)
        return complain(TableProblem::tooBig, QString::number(mostBytes));
    TableErrors errors;
    table.add(Table::parse(text, &errors));
    for (const TableError &error : errors)
        problems.append({fileName, error});
}

template <typename Table>
void addTables(Table &table, const QString &name, const QString &directory,
               KnowledgeProblems &problems)
{
    addFile(table, u":/knowledge/"_qs + name, problems);
    if (directory.isEmpty())
        return;
    const QString own = QDir(directory).filePath(name);
    if (QFile::exists(own))
        addFile(table, own, problems);
}

} // namespace

Knowledge loadKnowledge(const QString &directory, KnowledgeProblems *problems)
{
    Knowledge knowledge;
    KnowledgeProblems found;
    addTables(knowledge.obis, u"obis.tsv"_qs, directory, found);
    addTables(knowledge.flags, u"flag.tsv"_qs, directory, found);
    addTables(knowledge.adapters, u"adapters.tsv"_qs, directory, found);
    addTables(knowledge.probes, u"probes.tsv"_qs, directory, found);
    addTables(knowledge.meters, u"meters.tsv"_qs, directory, found);
    if (problems)
        *problems = found;
    return knowledge;
}

QString ownKnowledgeDirectory()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/optoscope");
}

} // namespace optoscope
