// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartlegend.h"

#include "ui/charts/legendmodel.h"
#include "ui/palette/icons.h"
#include "ui/palette/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace optoscope {
namespace {

/// So many lines are found without a filter.
constexpr int fewLines = 8;

/// Boxes that are not ticked can be seen on dark too.
class BoxDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->palette = theme::indicators(option->palette).resolve(option->palette);
    }
};

} // namespace

ChartLegend::ChartLegend(LegendModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_proxy(new QSortFilterProxyModel(this))
    , m_filter(new QLineEdit(this))
    , m_table(new QTableView(this))
{
    setObjectName(QStringLiteral("chartLegend"));
    m_proxy->setSourceModel(model);
    m_proxy->setFilterKeyColumn(-1);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setObjectName(QStringLiteral("legendFilter"));
    m_filter->setAccessibleName(tr("Filter the lines of the chart"));
    m_filter->setPlaceholderText(tr("Filter by code or name"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(themedIcon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    makeTable();
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins({});
    all->setSpacing(2);
    all->addWidget(m_filter);
    all->addWidget(m_table);
    connect(m_filter, &QLineEdit::textChanged, m_proxy,
            &QSortFilterProxyModel::setFilterFixedString);
    connect(model, &QAbstractItemModel::modelReset, this, &ChartLegend::adoptModel);
    adoptModel();
}

void ChartLegend::makeTable()
{
    m_table->setObjectName(QStringLiteral("legendTable"));
    m_table->setAccessibleName(tr("Lines of the chart"));
    m_table->setModel(m_proxy);
    m_table->setItemDelegateForColumn(LegendModel::Register, new BoxDelegate(m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setIconSize(QSize(26, 14));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionResizeMode(LegendModel::Register, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(LegendModel::Name, QHeaderView::Stretch);
    header->setSectionResizeMode(LegendModel::Value, QHeaderView::ResizeToContents);
    header->setResizeContentsPrecision(20);
    m_table->installEventFilter(this);
}

void ChartLegend::adoptModel()
{
    m_filter->setVisible(m_model->rowCount() > fewLines);
    if (m_filter->isHidden())
        m_filter->clear();
}

bool ChartLegend::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space) {
        toggleChosen();
        return true;
    }
    if (watched == m_table && event->type() == QEvent::PaletteChange)
        m_table->viewport()->update();
    return QWidget::eventFilter(watched, event);
}

void ChartLegend::toggleChosen()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return;
    const QModelIndex box = current.siblingAtColumn(LegendModel::Register);
    const bool isShown = box.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    m_proxy->setData(box, isShown ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

QSize ChartLegend::sizeHint() const
{
    return {46 * fontMetrics().horizontalAdvance(u'0'), 8 * fontMetrics().height()};
}

} // namespace optoscope
