// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/readout/readoutpage.h"

#include "ui/palette/icons.h"
#include "ui/palette/steadylabel.h"
#include "ui/readout/readoutmodel.h"
#include "ui/readout/readoutproxy.h"
#include "ui/readout/readouttable.h"
#include "ui/readout/tabletext.h"
#include "ui/session/sessiondocument.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QStandardPaths>
#include <QToolButton>

namespace optoscope {

ReadoutPage::ReadoutPage(const SessionDocument *document, const ObisTable &names,
                         const SaveFileChooser &chooser, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_chooser(chooser)
    , m_model(new ReadoutModel(document, names, this))
    , m_proxy(new ReadoutProxy(this))
    , m_filter(new QLineEdit(this))
    , m_table(new ReadoutTable(this))
    , m_count(new SteadyLabel(this))
    , m_message(new QLabel(this))
{
    m_proxy->setSourceModel(m_model);
    makeActions();
    makeTable();
    layOut();
    connect(m_filter, &QLineEdit::textChanged, m_proxy, &ReadoutProxy::setFilterFixedString);
    connect(m_filter, &QLineEdit::textChanged, this, &ReadoutPage::showCount);
    connect(m_proxy, &ReadoutProxy::rowsInserted, this, &ReadoutPage::showCount);
    connect(m_proxy, &ReadoutProxy::modelReset, this, &ReadoutPage::showCount);
    connect(document, &SessionDocument::cleared, this, [this] { say({}); });
    showCount();
}

void ReadoutPage::makeActions()
{
    m_copy = new QAction(themedIcon(QStringLiteral("copy")), tr("Copy"), this);
    m_copy->setShortcut(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(m_copy);
    connect(m_copy, &QAction::triggered, this, &ReadoutPage::copy);
    m_export = new QAction(themedIcon(QStringLiteral("export")), tr("Export as CSV…"), this);
    m_export->setObjectName(QStringLiteral("exportAction"));
    m_export->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    m_export->setToolTip(tr("Save the registers shown, in the order shown (Ctrl+Shift+S)"));
    connect(m_export, &QAction::triggered, this, &ReadoutPage::exportCsv);
    m_asSent = new QAction(tr("Order as the meter sent it"), this);
    connect(m_asSent, &QAction::triggered, this,
            [this] { m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); });
}

void ReadoutPage::makeTable()
{
    m_table->setModel(m_proxy);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int digit = fontMetrics().horizontalAdvance(u'0');
    m_table->setColumnWidth(ReadoutModel::Address, 20 * digit);
    m_table->setColumnWidth(ReadoutModel::Name, 62 * digit);
    m_table->setColumnWidth(ReadoutModel::Value, 36 * digit);
    connect(m_table, &QTableView::customContextMenuRequested, this, &ReadoutPage::showMenu);
}

void ReadoutPage::layOut()
{
    m_filter->setObjectName(QStringLiteral("readoutFilter"));
    m_filter->setAccessibleName(tr("Filter the registers"));
    m_filter->setPlaceholderText(tr("Filter by address, name, value or unit"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(themedIcon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    m_filter->setMaximumWidth(60 * fontMetrics().averageCharWidth());
    m_message->setObjectName(QStringLiteral("readoutMessage"));
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_message->setWordWrap(true);
    m_message->hide();
    auto *button = new QToolButton(this);
    button->setDefaultAction(m_export);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);

    auto *top = new QHBoxLayout;
    top->setContentsMargins(8, 6, 8, 6);
    top->setSpacing(12);
    top->addWidget(m_filter, 2);
    top->addWidget(m_count);
    top->addStretch(1);
    top->addWidget(m_message, 3);
    top->addWidget(button);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins({});
    all->setSpacing(0);
    all->addLayout(top);
    all->addWidget(m_table);
}

void ReadoutPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void ReadoutPage::showCount()
{
    const int all = m_model->rowCount();
    const int shown = m_proxy->rowCount();
    m_export->setEnabled(shown > 0);
    if (all == 0)
        m_count->showText({});
    else if (shown == all)
        m_count->showText(all == 1 ? tr("1 register") : tr("%1 registers").arg(all));
    else
        m_count->showText(tr("%1 of %2 registers").arg(shown).arg(all));
}

void ReadoutPage::copy()
{
    const QModelIndexList cells = m_table->selectionModel()->selectedIndexes();
    if (!cells.isEmpty())
        QGuiApplication::clipboard()->setText(tabletext::tabSeparated(cells));
}

QString ReadoutPage::fileSuggestion() const
{
    const auto &identification = m_document->conversation().readout().identification;
    const QString meter =
        identification ? QString::fromLatin1(identification->manufacturer) : tr("read-out");
    const QString directory = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir(directory).filePath(meter + QStringLiteral(".csv"));
}

void ReadoutPage::exportCsv()
{
    const QString file =
        m_chooser(this, tr("Export as CSV"), fileSuggestion(), tr("CSV files (*.csv)"));
    if (file.isEmpty())
        return;
    const QString error = tabletext::save(tabletext::csv(*m_proxy), file);
    if (error.isEmpty())
        say(tr("Saved: %1").arg(QDir::toNativeSeparators(file)));
    else
        say(tr("%1 could not be written: %2. Choose another place.")
                .arg(QDir::toNativeSeparators(file), error));
}

void ReadoutPage::say(const QString &message)
{
    m_message->setText(message);
    m_message->setVisible(!message.isEmpty());
}

void ReadoutPage::showMenu(const QPoint &position)
{
    QMenu menu(this);
    if (m_table->selectionModel()->hasSelection())
        menu.addAction(m_copy);
    if (m_export->isEnabled())
        menu.addAction(m_export);
    if (m_proxy->sortColumn() >= 0 && m_proxy->rowCount() > 0)
        menu.addAction(m_asSent);
    if (!menu.isEmpty())
        menu.exec(m_table->viewport()->mapToGlobal(position));
}

} // namespace optoscope
