// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/optionspanel.h"

#include "ui/texts/capabilitytexts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>

#include <utility>

namespace optoscope {

OptionsPanel::OptionsPanel(const ReadSettings &settings, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_mode(new QComboBox(this))
    , m_address(new QLineEdit(this))
    , m_wakeUp(new QCheckBox(tr("&Wake the meter up first"), this))
    , m_parity(new QComboBox(this))
    , m_dtr(new QCheckBox(tr("&DTR"), this))
    , m_rts(new QCheckBox(tr("&RTS"), this))
    , m_break(new QPushButton(tr("Send &break"), this))
    , m_capabilities(new QLabel(this))
{
    setObjectName(QStringLiteral("optionsPanel"));
    setFrameStyle(QFrame::StyledPanel | QFrame::Plain);
    fillBoxes();
    setSettings(settings);
    nameAll();
    layOut();
    connectAll();
    setRunning(false);
    showCapabilities({});
}

void OptionsPanel::fillBoxes()
{
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
}

void OptionsPanel::setSettings(const ReadSettings &settings)
{
    m_mode->setCurrentIndex(std::max(0, m_mode->findData(static_cast<int>(settings.mode))));
    m_parity->setCurrentIndex(std::max(0, m_parity->findData(static_cast<int>(settings.parity))));
    m_address->setText(settings.address);
    m_wakeUp->setChecked(settings.wakeUp);
    m_dtr->setChecked(settings.dtr);
    m_rts->setChecked(settings.rts);
}

void OptionsPanel::nameAll()
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
    m_dtr->setObjectName(QStringLiteral("dtrBox"));
    m_rts->setObjectName(QStringLiteral("rtsBox"));
    for (QCheckBox *line : {m_dtr, m_rts})
        line->setToolTip(tr("Many probes draw their supply from these lines. Set before anything "
                            "is sent; while a session runs a change acts at once."));
    m_break->setObjectName(QStringLiteral("breakButton"));
    m_break->setToolTip(tr("Lights the probe’s LED for as long as you press it (mouse or space "
                           "bar), while a session runs"));
    for (QWidget *widget : {static_cast<QWidget *>(m_dtr), static_cast<QWidget *>(m_rts),
                            static_cast<QWidget *>(m_break)})
        widget->setAccessibleDescription(widget->toolTip());
    m_capabilities->setObjectName(QStringLiteral("capabilitiesLabel"));
    m_capabilities->setTextFormat(Qt::PlainText);
    m_capabilities->setWordWrap(true);
}

void OptionsPanel::layOut()
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(14, 12, 14, 12);
    form->addRow(tr("&Mode"), m_mode);
    form->addRow(tr("&Address"), m_address);
    form->addRow(tr("&Parity"), m_parity);
    form->addRow(QString(), m_wakeUp);
    addPort(form);
}

void OptionsPanel::addPort(QFormLayout *form)
{
    auto *rule = new QFrame(this);
    rule->setFrameStyle(QFrame::HLine | QFrame::Sunken);
    form->addRow(rule);
    auto *lines = new QHBoxLayout;
    lines->addWidget(m_dtr);
    lines->addWidget(m_rts);
    lines->addStretch();
    lines->addWidget(m_break);
    form->addRow(tr("Lines"), lines);
    auto *heading = new QLabel(tr("This port"), this);
    heading->setAlignment(Qt::AlignTop);
    form->addRow(heading, m_capabilities);
}

void OptionsPanel::connectAll()
{
    connect(m_mode, &QComboBox::currentIndexChanged, this, &OptionsPanel::changed);
    connect(m_parity, &QComboBox::currentIndexChanged, this, &OptionsPanel::changed);
    connect(m_address, &QLineEdit::textChanged, this, &OptionsPanel::changed);
    connect(m_wakeUp, &QCheckBox::toggled, this, &OptionsPanel::changed);
    connect(m_dtr, &QCheckBox::toggled, this, &OptionsPanel::changed);
    connect(m_rts, &QCheckBox::toggled, this, &OptionsPanel::changed);
    connect(m_dtr, &QCheckBox::toggled, this, [this](bool on) {
        if (m_running)
            Q_EMIT controlLinesChosen({on, {}});
    });
    connect(m_rts, &QCheckBox::toggled, this, [this](bool on) {
        if (m_running)
            Q_EMIT controlLinesChosen({{}, on});
    });
    connect(m_break, &QPushButton::pressed, this, [this] { holdBreak(true); });
    connect(m_break, &QPushButton::released, this, [this] { holdBreak(false); });
}

void OptionsPanel::setRunning(bool running)
{
    m_running = running;
    for (QWidget *widget : {static_cast<QWidget *>(m_mode), static_cast<QWidget *>(m_address),
                            static_cast<QWidget *>(m_wakeUp), static_cast<QWidget *>(m_parity)})
        widget->setEnabled(!running);
    if (!running)
        holdBreak(false);
    m_break->setEnabled(running);
}

void OptionsPanel::showCapabilities(const std::optional<PortCapabilities> &capabilities)
{
    m_capabilities->setText(capabilities
                                ? texts::capabilityTexts(*capabilities).join(u'\n')
                                : tr("What it can do is shown here once it has been opened."));
    if (isVisible())
        adjustSize();
}

void OptionsPanel::holdBreak(bool held)
{
    if (std::exchange(m_breakHeld, held) != held)
        Q_EMIT breakHeld(held);
}

bool OptionsPanel::event(QEvent *event)
{
    // Esc closes the panel here and must not stop the session behind it.
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Cancel))
        event->accept();
    return QFrame::event(event);
}

void OptionsPanel::hideEvent(QHideEvent *event)
{
    m_break->setDown(false);
    holdBreak(false);
    QFrame::hideEvent(event);
}

void OptionsPanel::store(ReadSettings &settings) const
{
    settings.mode = static_cast<Mode>(m_mode->currentData().toInt());
    settings.address = m_address->text().trimmed();
    settings.wakeUp = m_wakeUp->isChecked();
    settings.parity = static_cast<ParityChoice>(m_parity->currentData().toInt());
    settings.dtr = m_dtr->isChecked();
    settings.rts = m_rts->isChecked();
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
    if (!chosen.dtr)
        parts.append(tr("DTR off"));
    if (!chosen.rts)
        parts.append(tr("RTS off"));
    return parts.join(QStringLiteral(" · "));
}

} // namespace optoscope
