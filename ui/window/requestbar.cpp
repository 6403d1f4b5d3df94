// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/requestbar.h"

#include "ui/palette/icons.h"
#include "ui/window/optionspanel.h"
#include "ui/window/targetbox.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>
#include <QToolButton>

namespace optoscope {

RequestBar::RequestBar(const Environment &environment, QWidget *parent)
    : QWidget(parent)
    , m_adapters(environment.knowledge.adapters)
    , m_target(new TargetBox(environment.targetChoices, environment.settings.recentTargets, this))
    , m_baud(new QComboBox(this))
    , m_format(new QComboBox(this))
    , m_optionsButton(new QToolButton(this))
    , m_options(new OptionsPanel(environment.settings.read, this))
{
    fillBoxes();
    setReadSettings(environment.settings.read);
    layOut();
    if (environment.settings.target.isEmpty())
        m_target->chooseDefault();
    else
        m_target->setTarget(environment.settings.target);
    connect(m_optionsButton, &QToolButton::clicked, this, &RequestBar::showOptions);
    connect(m_options, &OptionsPanel::changed, this, &RequestBar::showSummary);
    showSummary();
}

void RequestBar::fillBoxes()
{
    for (int baud : {300, 600, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200})
        m_baud->addItem(tr("%1 baud").arg(baud), baud);
    for (const char *format : {"7E1", "8N1", "7O1", "8E1", "8O1", "7N1", "7N2", "7E2", "8N2"})
        m_format->addItem(QString::fromLatin1(format));
}

void RequestBar::setReadSettings(const ReadSettings &settings)
{
    m_baud->setCurrentIndex(std::max(0, m_baud->findData(settings.baud)));
    m_format->setCurrentIndex(std::max(0, m_format->findText(settings.format)));
    m_options->setSettings(settings);
}

void RequestBar::layOut()
{
    auto *label = new QLabel(tr("&Target"), this);
    label->setBuddy(m_target);
    m_target->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_target->setMinimumContentsLength(24);
    m_target->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_baud->setObjectName(QStringLiteral("baudBox"));
    m_baud->setAccessibleName(tr("Baud of the request"));
    m_baud->setToolTip(tr("The baud at which the meter is asked: 300 in nearly all cases"));
    m_format->setObjectName(QStringLiteral("formatBox"));
    m_format->setAccessibleName(tr("Character format"));
    m_format->setToolTip(
        tr("Data bits, parity, stop bits. The standard asks for 7E1 (clause 5.1)"));
    m_optionsButton->setObjectName(QStringLiteral("optionsButton"));
    m_optionsButton->setIcon(themedIcon(QStringLiteral("options")));
    m_optionsButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_optionsButton->setFocusPolicy(Qt::StrongFocus);
    m_optionsButton->setToolTip(
        tr("Mode, address, wake-up, parity; DTR, RTS and break; what the port can do"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(8);
    row->addWidget(label);
    row->addWidget(m_target, 1);
    row->addWidget(m_baud);
    row->addWidget(m_format);
    row->addWidget(m_optionsButton);
}

LinkRequest RequestBar::request(const Target &target) const
{
    const ReadSettings chosen = readSettings();
    LinkRequest request;
    request.target = target;
    request.parity = chosen.parity;
    request.adapters = m_adapters;
    request.controlLines = {chosen.dtr, chosen.rts};
    request.readout.mode = chosen.mode;
    request.readout.address = chosen.address.toLatin1();
    request.readout.wakeUp = chosen.wakeUp;
    request.readout.baud = Baud{chosen.baud};
    request.readout.format = CharacterFormat::fromText(chosen.format).value_or(format7E1);
    return request;
}

ReadSettings RequestBar::readSettings() const
{
    ReadSettings settings;
    settings.baud = m_baud->currentData().toInt();
    settings.format = m_format->currentText();
    m_options->store(settings);
    return settings;
}

void RequestBar::setRunning(bool running)
{
    for (QComboBox *box : {static_cast<QComboBox *>(m_target), m_baud, m_format})
        box->setEnabled(!running);
    m_options->setRunning(running);
}

void RequestBar::showOptions()
{
    m_options->adjustSize();
    QPoint place = m_optionsButton->mapToGlobal(QPoint(0, m_optionsButton->height() + 2));
    const int mostRight = screen()->availableGeometry().right() - m_options->width();
    place.setX(std::min(place.x(), mostRight));
    m_options->move(place);
    m_options->show();
    m_options->setFocus();
}

void RequestBar::showSummary()
{
    const QString summary = m_options->summary();
    m_optionsButton->setText(summary.isEmpty() ? tr("Options") : tr("Options: %1").arg(summary));
}

} // namespace optoscope
