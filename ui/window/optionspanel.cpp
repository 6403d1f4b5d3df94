// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/optionspanel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QRegularExpressionValidator>

namespace optoscope {

OptionsPanel::OptionsPanel(const ReadSettings &settings, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_mode(new QComboBox(this))
    , m_address(new QLineEdit(this))
    , m_wakeUp(new QCheckBox(tr("Wake the meter up first"), this))
    , m_parity(new QComboBox(this))
{
    setObjectName(QStringLiteral("optionsPanel"));
    setFrameStyle(QFrame::StyledPanel | QFrame::Plain);
    const auto addMode = [this](const QString &text, Mode mode) {
        m_mode->addItem(text, static_cast<int>(mode));
    };
    addMode(tr("Automatic"), Mode::Automatic);
    addMode(tr("A: read at 300 baud"), Mode::A);
    addMode(tr("B: the meter changes the baud"), Mode::B);
    addMode(tr("C: we confirm the baud"), Mode::C);
    addMode(tr("D: the meter speaks unasked"), Mode::D);
    const auto addParity = [this](const QString &text, ParityChoice parity) {
        m_parity->addItem(text, static_cast<int>(parity));
    };
    addParity(tr("Automatic"), ParityChoice::Automatic);
    addParity(tr("Made and checked here"), ParityChoice::Software);
    addParity(tr("Made and checked by the port"), ParityChoice::Hardware);
    setSettings(settings);
    layOut();
}

void OptionsPanel::setSettings(const ReadSettings &settings)
{
    m_mode->setCurrentIndex(std::max(0, m_mode->findData(static_cast<int>(settings.mode))));
    m_parity->setCurrentIndex(std::max(0, m_parity->findData(static_cast<int>(settings.parity))));
    m_address->setText(settings.address);
    m_wakeUp->setChecked(settings.wakeUp);
}

void OptionsPanel::layOut()
{
    m_mode->setObjectName(QStringLiteral("modeBox"));
    m_mode->setToolTip(tr("The protocol mode (IEC 62056-21, clause 6.4)"));
    m_address->setObjectName(QStringLiteral("addressEdit"));
    m_address->setPlaceholderText(tr("Any meter"));
    m_address->setToolTip(tr("Only the meter with this number answers: up to 32 letters, digits "
                             "and blanks (clause 6.3.14, item 22)"));
    m_address->setValidator(new QRegularExpressionValidator(
        QRegularExpression(QStringLiteral("[0-9A-Za-z ]{0,32}")), this));
    m_wakeUp->setObjectName(QStringLiteral("wakeUpBox"));
    m_wakeUp->setToolTip(
        tr("Battery meters need NUL characters for 2.1 to 2.3\u00A0s (annex B.1)"));
    m_parity->setObjectName(QStringLiteral("parityBox"));
    m_parity->setToolTip(
        tr("Parity made here works on every adapter and tells which byte is wrong"));
    auto *form = new QFormLayout(this);
    form->setContentsMargins(14, 12, 14, 12);
    form->addRow(tr("&Mode"), m_mode);
    form->addRow(tr("&Address"), m_address);
    form->addRow(tr("&Parity"), m_parity);
    form->addRow(QString(), m_wakeUp);
    connect(m_mode, &QComboBox::currentIndexChanged, this, &OptionsPanel::changed);
    connect(m_parity, &QComboBox::currentIndexChanged, this, &OptionsPanel::changed);
    connect(m_address, &QLineEdit::textChanged, this, &OptionsPanel::changed);
    connect(m_wakeUp, &QCheckBox::toggled, this, &OptionsPanel::changed);
}

void OptionsPanel::store(ReadSettings &settings) const
{
    settings.mode = static_cast<Mode>(m_mode->currentData().toInt());
    settings.address = m_address->text().trimmed();
    settings.wakeUp = m_wakeUp->isChecked();
    settings.parity = static_cast<ParityChoice>(m_parity->currentData().toInt());
}

QString OptionsPanel::summary() const
{
    ReadSettings chosen;
    store(chosen);
    QStringList parts;
    if (chosen.mode != Mode::Automatic)
        parts.append(tr("mode %1").arg(m_mode->currentText().front()));
    if (!chosen.address.isEmpty())
        parts.append(tr("address %1").arg(chosen.address));
    if (chosen.wakeUp)
        parts.append(tr("wake-up"));
    if (chosen.parity != ParityChoice::Automatic)
        parts.append(chosen.parity == ParityChoice::Software ? tr("parity here")
                                                             : tr("parity by the port"));
    return parts.join(QStringLiteral(" · "));
}

} // namespace optoscope
