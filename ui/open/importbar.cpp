// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/open/importbar.h"

#include "ui/palette/theme.h"
#include "ui/texts/formattexts.h"
#include "ui/texts/texts.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QProgressBar>
#include <QToolButton>

#include <cmath>

namespace optoscope {
namespace {

constexpr int shownForm = 18; // characters

/// What a box says by itself: it is to be found out.
const QVariant automatic;

template <typename Value>
std::optional<Value> chosenIn(const QComboBox *box)
{
    const QVariant data = box->currentData();
    return data.isValid() ? std::optional(data.value<Value>()) : std::nullopt;
}

template <typename Value>
void choose(QComboBox *box, const std::optional<Value> &value)
{
    box->setCurrentIndex(value ? std::max(0, box->findData(QVariant::fromValue(*value))) : 0);
}

/// How the line ran: "300, 9600" and "7E1".
struct Ran {
    QStringList bauds;
    QStringList formats;
};

Ran howItRan(const ImportedCapture &capture)
{
    constexpr qsizetype most = 3;
    Ran ran;
    const auto add = [](QStringList &list, const QString &text) {
        if (!list.contains(text) && list.size() <= most)
            list.append(list.size() < most ? text : QStringLiteral("…"));
    };
    for (const TraceEntry &entry : capture.entries) {
        if (const auto *settings = std::get_if<LineSettings>(&entry.what)) {
            add(ran.bauds, QString::number(settings->baud.value));
            add(ran.formats, settings->format.toText());
        }
    }
    return ran;
}

/// What a file was found to hold.
QString holds(const ImportedCapture &capture)
{
    if (capture.isWaveform)
        return ImportBar::tr("waveform");
    return capture.capture ? ImportBar::tr("capture") : texts::bytesFormText(capture.form);
}

QString shortName(const QString &file)
{
    constexpr qsizetype most = 24;
    const QString name = texts::visibleText(QStringView(QFileInfo(file).fileName()));
    return name.size() > most ? name.first(most - 1) + QStringLiteral("…") : name;
}

} // namespace

ImportBar::ImportBar(QWidget *parent)
    : QWidget(parent)
    , m_words(new QLabel(this))
    , m_choices(new QWidget(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QToolButton(this))
    , m_replay(new QToolButton(this))
    , m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("importBar"));
    auto *row = new QHBoxLayout(m_choices);
    row->setContentsMargins({});
    row->setSpacing(4);
    m_form = addBox(QStringLiteral("importForm"), tr("Read as"), tr("What the file holds"));
    m_received = addBox(QStringLiteral("importReceived"), tr("RX"),
                        tr("The channel with what the port heard"));
    m_sent = addBox(QStringLiteral("importSent"), tr("TX"), tr("The channel with what was sent"));
    m_polarity = addBox(QStringLiteral("importPolarity"), tr("Idle"),
                        tr("The level of the line while nobody speaks"));
    m_baud = addBox(QStringLiteral("importBaud"), tr("Baud"), tr("The speed of the line"));
    m_format = addBox(QStringLiteral("importFormat"), tr("Format"),
                      tr("Data bits, parity and stop bits of a character"));
    addThreshold();
    fillFixedBoxes();
    layOut();
    hide();
    connect(m_cancel, &QToolButton::clicked, this, &ImportBar::cancelRequested);
    connect(m_replay, &QToolButton::clicked, this, &ImportBar::replayRequested);
    connect(m_close, &QToolButton::clicked, this, &ImportBar::forget);
}

QComboBox *ImportBar::addBox(const QString &name, const QString &label, const QString &toolTip)
{
    auto *words = new QLabel(label, m_choices);
    auto *box = new QComboBox(m_choices);
    box->setObjectName(name);
    box->setAccessibleName(toolTip);
    box->setToolTip(toolTip);
    // The window stays usable at 1280 pixels, whatever channels are called.
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->setMinimumWidth(7 * fontMetrics().horizontalAdvance(u'0'));
    words->setBuddy(box);
    words->setContentsMargins(5, 0, 0, 0);
    m_choices->layout()->addWidget(words);
    m_choices->layout()->addWidget(box);
    connect(box, &QComboBox::activated, this, &ImportBar::changed);
    return box;
}

void ImportBar::addThreshold()
{
    auto *words = new QLabel(tr("Threshold"), m_choices);
    words->setContentsMargins(5, 0, 0, 0);
    m_threshold = new QLineEdit(m_choices);
    m_threshold->setObjectName(QStringLiteral("importThreshold"));
    m_threshold->setAccessibleName(tr("Threshold"));
    m_threshold->setToolTip(tr("Above it an analogue channel is high, in the file's unit"));
    m_threshold->setPlaceholderText(tr("auto"));
    m_threshold->setFixedWidth(7 * fontMetrics().horizontalAdvance(u'0'));
    words->setBuddy(m_threshold);
    m_choices->layout()->addWidget(words);
    m_choices->layout()->addWidget(m_threshold);
    connect(m_threshold, &QLineEdit::returnPressed, this, &ImportBar::changed);
}

std::optional<double> ImportBar::threshold() const
{
    bool ok = false;
    const double value = m_threshold->text().replace(u',', u'.').toDouble(&ok);
    return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

void ImportBar::fillFixedBoxes()
{
    m_form->addItem({}, automatic);
    for (const BytesForm form : bytesForms())
        m_form->addItem(texts::bytesFormText(form), QVariant::fromValue(form));
    // The box is no wider than what it shows by itself; its list is.
    m_form->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_form->setMinimumContentsLength(shownForm);
    m_form->view()->setMinimumWidth(m_form->view()->sizeHintForColumn(0));
    m_polarity->addItem({}, automatic);
    m_polarity->addItem(tr("high"), false);
    m_polarity->addItem(tr("low"), true);
    m_baud->addItem({}, automatic);
    for (int baud : {110, 300, 600, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200})
        m_baud->addItem(QString::number(baud), baud);
    m_format->addItem({}, automatic);
    for (const auto *format : {"7E1", "8N1", "8E1", "7O1", "7N1", "8O1"})
        m_format->addItem(QString::fromLatin1(format), QString::fromLatin1(format));
}

void ImportBar::layOut()
{
    m_words->setTextFormat(Qt::PlainText);
    m_words->setObjectName(QStringLiteral("importText"));
    m_progress->setRange(0, 100);
    m_progress->setAccessibleName(tr("How much of the file has been read"));
    m_cancel->setText(tr("Cancel"));
    m_cancel->setObjectName(QStringLiteral("importCancel"));
    m_cancel->setToolTip(tr("Stop reading the file (Esc)"));
    m_replay->setText(tr("Replay"));
    m_replay->setObjectName(QStringLiteral("importReplay"));
    m_replay->setToolTip(tr("Show it as it happened, in true time or faster"));
    m_close->setText(QStringLiteral("✕"));
    m_close->setAutoRaise(true);
    m_close->setAccessibleName(tr("Hide these choices"));
    m_close->setToolTip(tr("Hide these choices"));
    for (QToolButton *button : {m_cancel, m_replay, m_close})
        button->setFocusPolicy(Qt::StrongFocus);
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(14, 5, 8, 5);
    all->addWidget(m_words);
    all->addWidget(m_choices);
    all->addWidget(m_progress, 1);
    all->addWidget(m_cancel);
    all->addStretch();
    all->addWidget(m_replay);
    all->addWidget(m_close);
}

void ImportBar::showWhile(bool loading)
{
    m_choices->setVisible(!loading);
    m_close->setVisible(!loading);
    m_replay->setVisible(!loading);
    m_progress->setVisible(loading);
    m_cancel->setVisible(loading);
    show();
}

void ImportBar::showProgress(const QString &file)
{
    m_words->setText(tr("Opening %1").arg(shortName(file)));
    m_progress->setValue(0);
    showWhile(true);
}

void ImportBar::showSaving(const QString &file)
{
    m_words->setText(tr("Saving %1").arg(shortName(file)));
    showWhile(true);
}

void ImportBar::forget()
{
    m_shown.clear();
    hide();
}

void ImportBar::setProgress(int percent)
{
    m_progress->setValue(percent);
}

void ImportBar::endProgress()
{
    if (!m_cancel->isVisibleTo(this) || !isVisibleTo(parentWidget()))
        return;
    m_words->setText(m_shown);
    showWhile(false);
    setVisible(!m_shown.isEmpty());
}

void ImportBar::fillChannels(QComboBox *box, const ImportedCapture &capture, qsizetype used,
                             const std::optional<qsizetype> &chosen)
{
    const auto name = [&capture](qsizetype channel) {
        if (channel < 0)
            return tr("none");
        const QString own = texts::visibleText(QStringView(capture.channels.value(channel)));
        return own.isEmpty() ? tr("channel %1").arg(channel + 1) : own;
    };
    box->clear();
    box->addItem(tr("auto: %1").arg(name(used)), automatic);
    for (qsizetype channel = -1; channel < capture.channels.size(); ++channel)
        box->addItem(name(channel), channel);
    choose(box, chosen);
}

void ImportBar::showCapture(const QString &file, const ImportedCapture &capture,
                            const ImportChoices &choices)
{
    m_shown = shortName(file);
    m_words->setText(m_shown);
    const Ran ran = howItRan(capture);
    m_form->setItemText(0, tr("auto: %1").arg(holds(capture)));
    choose(m_form, choices.form == BytesForm::Detect ? std::nullopt : std::optional(choices.form));
    fillChannels(m_received, capture, capture.received, choices.received);
    fillChannels(m_sent, capture, capture.sent, choices.sent);
    m_polarity->setItemText(0, tr("auto: %1").arg(capture.isInverted ? tr("low") : tr("high")));
    choose(m_polarity, choices.wave.idlesLow);
    m_baud->setItemText(0, tr("auto: %1").arg(ran.bauds.join(QStringLiteral(", "))));
    choose(m_baud, choices.wave.baud ? std::optional(choices.wave.baud->value) : std::nullopt);
    m_format->setItemText(0, tr("auto: %1").arg(ran.formats.join(QStringLiteral(", "))));
    choose(m_format,
           choices.wave.format ? std::optional(choices.wave.format->toText()) : std::nullopt);
    m_threshold->setText(choices.wave.threshold ? QString::number(*choices.wave.threshold)
                                                : QString());
    for (QWidget *widget : m_choices->findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
        const auto *label = qobject_cast<QLabel *>(widget);
        const bool isForm = widget == m_form || (label && label->buddy() == m_form);
        widget->setVisible(!capture.capture && (isForm || capture.isWaveform));
    }
    showWhile(false);
}

ImportChoices ImportBar::choices() const
{
    ImportChoices choices;
    choices.form = chosenIn<BytesForm>(m_form).value_or(BytesForm::Detect);
    choices.received = chosenIn<qsizetype>(m_received);
    choices.sent = chosenIn<qsizetype>(m_sent);
    choices.wave.idlesLow = chosenIn<bool>(m_polarity);
    choices.wave.threshold = threshold();
    if (const auto baud = chosenIn<int>(m_baud))
        choices.wave.baud = Baud{*baud};
    if (const auto format = chosenIn<QString>(m_format))
        choices.wave.format = CharacterFormat::fromText(*format);
    return choices;
}

void ImportBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::panel(palette()));
    painter.setPen(theme::hairline(palette()));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

} // namespace optoscope
