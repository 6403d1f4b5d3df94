// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/findingsmodel.h"

#include "ui/palette/theme.h"
#include "ui/session/numbertext.h"
#include "ui/session/sessiondocument.h"
#include "ui/texts/texts.h"

namespace optoscope {
namespace {

QString oneLine(const Finding &finding)
{
    const texts::FindingText words = texts::findingText(finding);
    QStringList parts;
    if (finding.at)
        parts.append(numbertext::seconds(*finding.at));
    const QString mark = theme::mark(theme::toneOf(finding.severity));
    parts.append(mark.isEmpty() ? words.title : QString(mark + u' ' + words.title));
    parts.append(words.text);
    if (!words.advice.isEmpty())
        parts.append(words.advice);
    return parts.join(u'\t');
}

} // namespace

FindingsModel::FindingsModel(const SessionDocument *document, QObject *parent)
    : QAbstractListModel(parent)
    , m_document(document)
{
    connect(document, &SessionDocument::cleared, this, &FindingsModel::update);
    connect(document, &SessionDocument::appended, this, &FindingsModel::update);
    update();
}

int FindingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_findings.size());
}

QVariant FindingsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Finding &finding = m_findings.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return oneLine(finding);
    case FindingRole: return QVariant::fromValue(finding);
    default: return {};
    }
}

int FindingsModel::rowOfCharacter(qint64 character) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (m_findings.at(row).offset == character)
            return row;
    }
    return -1;
}

void FindingsModel::update()
{
    const Findings &now = m_document->conversation().findings();
    if (now == m_findings)
        return;
    // Findings are added at the end; the numbers of earlier ones may grow.
    const auto known = static_cast<int>(m_findings.size());
    const auto count = static_cast<int>(now.size());
    if (count >= known && known > 0) {
        m_findings = now.first(known);
        Q_EMIT dataChanged(index(0), index(known - 1));
    }
    if (count > known) {
        beginInsertRows({}, known, count - 1);
        m_findings = now;
        endInsertRows();
    }
    if (count >= known)
        return;
    beginResetModel();
    m_findings = now;
    endResetModel();
}

} // namespace optoscope
