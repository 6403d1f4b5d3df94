// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/legendmodel.h"

#include "ui/charts/chartdata.h"
#include "ui/charts/curvelook.h"
#include "ui/palette/theme.h"
#include "ui/texts/charttexts.h"
#include "ui/texts/texts.h"

#include <QApplication>
#include <QPainter>
#include <QPixmap>

#include <algorithm>

namespace optoscope {

LegendModel::LegendModel(ChartData *source, QObject *parent)
    : QAbstractTableModel(parent)
    , m_data(source)
{
    connect(source, &ChartData::linesAboutToChange, this, [this] { beginResetModel(); });
    connect(source, &ChartData::linesChanged, this, &LegendModel::reset);
    connect(source, &ChartData::samplesChanged, this, &LegendModel::updateValues);
    connect(source, &ChartData::shownChanged, this,
            [this](int line) { Q_EMIT dataChanged(index(line, 0), index(line, ColumnCount - 1)); });
}

void LegendModel::reset()
{
    m_values.clear();
    const auto differs = [this](const ChartLine &line) {
        return line.series.meter != m_data->line(0).series.meter;
    };
    m_hasSeveralMeters = std::ranges::any_of(m_data->lines(), differs);
    endResetModel();
}

int LegendModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_data->count();
}

int LegendModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString LegendModel::text(const ChartLine &line, int row, int column) const
{
    switch (column) {
    case Register: {
        QString code = texts::visibleText(QByteArrayView(line.series.code));
        if (line.series.bracket > 0)
            code += QStringLiteral(" [%1]").arg(line.series.bracket + 1);
        return code.isEmpty() ? line.name : code;
    }
    case Name:
        if (m_hasSeveralMeters)
            return tr("%1 (meter %2)").arg(line.name, line.series.meter);
        return line.series.code.isEmpty() ? QString() : line.name;
    case Value: {
        if (m_hasReadout)
            return m_values.value(row);
        if (line.samples.isEmpty())
            return QString::fromLatin1(line.series.unit);
        return texts::quantityText(line.samples.at(line.samples.size() - 1).value,
                                   QString::fromLatin1(line.series.unit));
    }
    default: return {};
    }
}

QPixmap LegendModel::sample(const ChartLine &line) const
{
    const double ratio = qApp->devicePixelRatio();
    QPixmap picture(QSize(26, 14) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    if (line.isShown) {
        QPainter painter(&picture);
        CurveLook(line.look, QApplication::palette())
            .paintSample(painter, QRectF(1, 0, 24, 14), false);
    }
    return picture;
}

QVariant LegendModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ChartLine &line = m_data->line(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(line, index.row(), index.column());
    case Qt::ToolTipRole:
        return QStringLiteral("%1\n%2").arg(text(line, index.row(), Register), line.name);
    case Qt::CheckStateRole:
        if (index.column() == Register)
            return line.isShown ? Qt::Checked : Qt::Unchecked;
        return {};
    case Qt::DecorationRole:
        if (index.column() == Register)
            return sample(line);
        return {};
    case Qt::AccessibleTextRole:
        if (index.column() == Register)
            return QStringLiteral("%1, %2, %3")
                .arg(text(line, index.row(), Register), line.name,
                     line.isShown ? tr("shown") : tr("hidden"));
        return {};
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter
                                   | (index.column() == Value ? Qt::AlignRight : Qt::AlignLeft));
    default: return {};
    }
}

bool LegendModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid)
        || index.column() != Register)
        return false;
    m_data->setShown(index.row(), value.toInt() == Qt::Checked);
    return true;
}

QVariant LegendModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Register: return tr("Register");
    case Name: return tr("Name");
    case Value: return m_hasReadout ? tr("At the cross hair") : tr("Last");
    default: return {};
    }
}

Qt::ItemFlags LegendModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags own = QAbstractTableModel::flags(index) | Qt::ItemNeverHasChildren;
    return index.column() == Register ? own | Qt::ItemIsUserCheckable : own;
}

void LegendModel::setReadout(const std::optional<ChartReadout> &readout, const ChartScene &scene)
{
    m_values.clear();
    if (readout) {
        for (const ChartReadout::Row &row : readout->rows)
            m_values.insert(scene.curves[row.curve].line, row.value);
    }
    if (m_hasReadout != readout.has_value()) {
        m_hasReadout = readout.has_value();
        Q_EMIT headerDataChanged(Qt::Horizontal, Value, Value);
    }
    updateValues();
}

void LegendModel::updateValues()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Value), index(rowCount() - 1, Value), {Qt::DisplayRole});
}

} // namespace optoscope
