// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/knowledge.h"

#include <QList>
#include <QString>

namespace optoscope {

/// A row, or a whole file, that could not be used.
struct KnowledgeProblem {
    QString file;
    TableError error;
    friend bool operator==(const KnowledgeProblem &, const KnowledgeProblem &) = default;
};
using KnowledgeProblems = QList<KnowledgeProblem>;

/// The shipped tables, and above them the `obis.tsv`, `flag.tsv`, `adapters.tsv`, `probes.tsv` and
/// `meters.tsv` that a person may have put into \a directory: rows there win. A file that is not
/// there is no problem; what else is wrong is told in \a problems.
Knowledge loadKnowledge(const QString &directory = {}, KnowledgeProblems *problems = nullptr);

/// Where a person's own tables are looked for: the folder `optoscope` among the settings of the
/// system, such as ~/.config/optoscope.
QString ownKnowledgeDirectory();

} // namespace optoscope
