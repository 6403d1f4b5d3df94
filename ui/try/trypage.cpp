// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/try/trypage.h"

#include "ui/palette/icons.h"
#include "ui/start/choicebutton.h"
#include "ui/texts/casetexts.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QRandomGenerator>

#include <algorithm>

namespace optoscope {
namespace {

constexpr int pageWidth = 1100;

QString healthyTarget()
{
    return QStringLiteral("virtual:");
}

} // namespace

TryPage::TryPage(Cases cases, QWidget *parent)
    : QWidget(parent)
    , m_source(std::move(cases))
    , m_lists(new QHBoxLayout)
{
    setObjectName(QStringLiteral("tryPage"));
    auto *inside = new QWidget(this);
    inside->setMaximumWidth(pageWidth);
    auto *middle = new QVBoxLayout(inside);
    middle->setContentsMargins({});
    middle->setSpacing(18);
    middle->addWidget(makeHeading());
    middle->addWidget(makeChoices());
    auto *words = new QLabel(tr("Or find out what is wrong: a case is read by Enter or a double "
                                "click. The numbers stay, so that you can talk about them."),
                             inside);
    words->setWordWrap(true);
    middle->addWidget(words);
    m_lists->setSpacing(16);
    middle->addLayout(m_lists, 1);
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(24, 20, 24, 16);
    all->addStretch(1);
    all->addWidget(inside, 100);
    all->addStretch(1);
}

QWidget *TryPage::makeHeading()
{
    auto *heading = new QWidget(this);
    auto *title = new QLabel(tr("Try without hardware"), heading);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setBold(true);
    title->setFont(large);
    auto *purpose =
        new QLabel(tr("A meter, a probe and the light between them, computed bit by bit. What is "
                      "wrong with a case is told only when you ask for it."),
                   heading);
    purpose->setWordWrap(true);
    auto *layout = new QVBoxLayout(heading);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addWidget(title);
    layout->addWidget(purpose);
    return heading;
}

QWidget *TryPage::makeChoices()
{
    auto *choices = new QWidget(this);
    auto *row = new QHBoxLayout(choices);
    row->setContentsMargins({});
    row->setSpacing(16);
    const auto add = [&](const QString &icon, const QString &name, const QString &title,
                         const QString &explanation) {
        auto *button = new ChoiceButton(themedIcon(icon), title, explanation, choices);
        button->setObjectName(name);
        row->addWidget(button);
        return button;
    };
    const auto *healthy = add(QStringLiteral("meter"), QStringLiteral("tryHealthy"),
                              tr("A healthy pair"), tr("Nothing is wrong: how it should look."));
    const auto *surprise = add(QStringLiteral("virtual"), QStringLiteral("trySurprise"),
                               tr("Surprise me"), tr("One of the cases, drawn by lot."));
    const auto *story =
        add(QStringLiteral("silent"), QStringLiteral("tryStory"), tr("A true story"),
            tr("A silent meter, a phone camera, a TV remote, and wires that were "
               "once swapped."));
    connect(healthy, &ChoiceButton::clicked, this, [this] { Q_EMIT chosen(healthyTarget()); });
    connect(surprise, &ChoiceButton::clicked, this, &TryPage::surprise);
    connect(story, &ChoiceButton::clicked, this, &TryPage::tellStory);
    return choices;
}

void TryPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_cases.isEmpty() && m_source) {
        m_cases = m_source();
        makeLists();
    }
}

void TryPage::makeLists()
{
    for (auto symptom : {Symptom::silent, Symptom::garbled, Symptom::partly, Symptom::reads}) {
        auto *column = new QVBoxLayout;
        auto *title = new QLabel(texts::symptomText(symptom), this);
        QFont bold = font();
        bold.setBold(true);
        title->setFont(bold);
        title->setWordWrap(true);
        title->setAlignment(Qt::AlignLeft | Qt::AlignBottom);
        auto *list = new QListWidget(this);
        list->setAccessibleName(texts::symptomText(symptom));
        title->setBuddy(list);
        fill(list, symptom);
        connect(list, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
            Q_EMIT chosen(item->data(Qt::UserRole).toString());
        });
        column->addWidget(title);
        column->addWidget(list, 1);
        m_lists->addLayout(column, 1);
    }
}

void TryPage::fill(QListWidget *list, Symptom symptom)
{
    for (const VirtualCase &one : std::as_const(m_cases)) {
        if (one.symptom != symptom || one.isStory)
            continue;
        auto *item = new QListWidgetItem(one.title, list);
        item->setData(Qt::UserRole, one.target);
    }
    // Enter takes the first one, but nothing seems to be chosen yet.
    list->setCurrentRow(0, QItemSelectionModel::NoUpdate);
}

void TryPage::surprise()
{
    QStringList targets;
    for (const VirtualCase &one : std::as_const(m_cases)) {
        if (!one.isStory && one.target != m_last)
            targets.append(one.target);
    }
    if (targets.isEmpty())
        return;
    m_last = targets.at(QRandomGenerator::global()->bounded(targets.size()));
    Q_EMIT chosen(m_last);
}

void TryPage::tellStory()
{
    const auto story = std::ranges::find_if(std::as_const(m_cases), &VirtualCase::isStory);
    if (story != m_cases.cend())
        Q_EMIT chosen(story->target);
}

void TryPage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
}

} // namespace optoscope
