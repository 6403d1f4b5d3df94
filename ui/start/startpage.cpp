// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/startpage.h"

#include "ui/palette/icons.h"
#include "ui/start/choicebutton.h"

#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

namespace optoscope {
namespace {

constexpr int pageWidth = 920;

} // namespace

StartPage::StartPage(QWidget *parent)
    : QWidget(parent)
    , m_recorded(new QPushButton(tr("Recorded sessions"), this))
{
    setObjectName(QStringLiteral("startPage"));
    auto *middle = new QVBoxLayout;
    middle->setSpacing(28);
    middle->addStretch(2);
    middle->addWidget(makeHeading());
    middle->addWidget(makeChoices());
    middle->addWidget(makeMore());
    middle->addStretch(3);
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(24, 16, 24, 16);
    all->addStretch(1);
    all->addLayout(middle, 100);
    all->addStretch(1);
}

QWidget *StartPage::makeHeading()
{
    auto *heading = new QWidget(this);
    heading->setMaximumWidth(pageWidth);
    auto *picture = new QLabel(heading);
    picture->setPixmap(programIcon().pixmap(QSize(64, 64), devicePixelRatioF()));
    auto *title = new QLabel(tr("Optoscope"), heading);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 2);
    large.setBold(true);
    title->setFont(large);
    auto *purpose = new QLabel(
        tr("Finds out why an electricity meter’s optical port does not answer."), heading);
    QFont medium = font();
    medium.setPointSizeF(medium.pointSizeF() * 1.15);
    purpose->setFont(medium);
    purpose->setWordWrap(true);
    auto *grid = new QGridLayout(heading);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(18);
    grid->setVerticalSpacing(2);
    grid->addWidget(picture, 0, 0, 2, 1);
    grid->addWidget(title, 0, 1, Qt::AlignBottom);
    grid->addWidget(purpose, 1, 1, Qt::AlignTop);
    grid->setColumnStretch(1, 1);
    return heading;
}

QWidget *StartPage::makeChoices()
{
    auto *choices = new QWidget(this);
    choices->setMaximumWidth(pageWidth);
    const auto make = [choices](const QString &icon, const QString &name, const QString &title,
                                const QString &explanation) {
        auto *button = new ChoiceButton(themedIcon(icon), title, explanation, choices);
        button->setObjectName(name);
        return button;
    };
    auto *silent = make(QStringLiteral("silent"), QStringLiteral("choiceSilent"),
                        tr("My meter does not answer"),
                        tr("A self-test of port, wires, probe and meter, step by step, with "
                           "pictures and two clear verdicts at its end."));
    auto *read = make(QStringLiteral("meter"), QStringLiteral("choiceRead"), tr("Read a meter"),
                      tr("Asks the meter for its registers and shows every byte with its time."));
    auto *open = make(QStringLiteral("open"), QStringLiteral("choiceOpen"), tr("Open a capture"),
                      tr("Shows recorded bytes, or the waveform of a scope or logic analyser, "
                         "without the meter."));
    auto *virtualMeter =
        make(QStringLiteral("virtual"), QStringLiteral("choiceVirtual"), tr("Try without hardware"),
             tr("Virtual meters and probes, healthy or with a fault to be found."));
    connect(silent, &ChoiceButton::clicked, this, &StartPage::selfTestRequested);
    connect(read, &ChoiceButton::clicked, this, &StartPage::readRequested);
    connect(open, &ChoiceButton::clicked, this, &StartPage::openRequested);
    connect(virtualMeter, &ChoiceButton::clicked, this, &StartPage::tryRequested);

    auto *grid = new QGridLayout(choices);
    grid->setContentsMargins({});
    grid->setSpacing(16);
    grid->addWidget(silent, 0, 0);
    grid->addWidget(read, 0, 1);
    grid->addWidget(open, 1, 0);
    grid->addWidget(virtualMeter, 1, 1);
    return choices;
}

QWidget *StartPage::makeMore()
{
    auto *more = new QWidget(this);
    more->setMaximumWidth(pageWidth);
    auto *poll = new QPushButton(tr("Poll a meter and draw charts"), more);
    poll->setObjectName(QStringLiteral("choicePoll"));
    poll->setToolTip(tr("Reads it again and again: each read-out adds a point to every line"));
    connect(poll, &QPushButton::clicked, this, &StartPage::pollRequested);
    m_recorded->setObjectName(QStringLiteral("recordedButton"));
    m_recorded->setToolTip(tr("Every session is recorded while it happens, and kept for a while "
                              "also if you do not save it"));
    m_recorded->hide();
    auto *row = new QHBoxLayout(more);
    row->setContentsMargins({});
    row->addWidget(poll);
    row->addWidget(m_recorded);
    row->addStretch(1);
    return more;
}

void StartPage::setRecordedMenu(QMenu *menu)
{
    m_recorded->setMenu(menu);
    m_recorded->setVisible(menu != nullptr);
}

void StartPage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
}

} // namespace optoscope
