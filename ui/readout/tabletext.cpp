// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/readout/tabletext.h"

#include "core/capture/wholefile.h"

#include <QAbstractItemModel>

#include <algorithm>

namespace optoscope::tabletext {
namespace {

QString csvField(QString text)
{
    const bool needsQuotes = std::any_of(text.cbegin(), text.cend(), [](QChar c) {
        return c == u',' || c == u'"' || c == u'\r' || c == u'\n';
    });
    if (!needsQuotes)
        return text;
    return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

QString csvRow(const QStringList &fields)
{
    QStringList quoted;
    for (const QString &field : fields)
        quoted.append(csvField(field));
    return quoted.join(u',') + QStringLiteral("\r\n");
}

} // namespace

QString csv(const QAbstractItemModel &model)
{
    QStringList fields;
    for (int column = 0; column < model.columnCount(); ++column)
        fields.append(model.headerData(column, Qt::Horizontal).toString());
    QString text = csvRow(fields);
    for (int row = 0; row < model.rowCount(); ++row) {
        fields.clear();
        for (int column = 0; column < model.columnCount(); ++column)
            fields.append(model.index(row, column).data().toString());
        text += csvRow(fields);
    }
    return text;
}

QString tabSeparated(QModelIndexList cells)
{
    std::sort(cells.begin(), cells.end(), [](const QModelIndex &left, const QModelIndex &right) {
        return std::pair(left.row(), left.column()) < std::pair(right.row(), right.column());
    });
    QString text;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i > 0)
            text += cells.at(i).row() == cells.at(i - 1).row() ? u'\t' : u'\n';
        QString cell = cells.at(i).data().toString();
        for (const QChar separator : {u'\t', u'\r', u'\n'})
            cell.replace(separator, u' ');
        text += cell;
    }
    return text;
}

QString save(const QString &text, const QString &file)
{
    WholeFile out(file);
    // A file that cannot be replaced in one step (a device, a directory without rights) is an
    // error and not a reason to leave half a file behind.
    if (!out.open(QIODevice::WriteOnly))
        return out.errorString();
    out.write(text.toUtf8());
    return out.finish() ? QString() : out.errorString();
}

} // namespace optoscope::tabletext
