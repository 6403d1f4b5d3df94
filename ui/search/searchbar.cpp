// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/search/searchbar.h"

#include "ui/palette/icons.h"
#include "ui/search/tracefinder.h"
#include "ui/selftest/markedlabel.h"
#include "ui/texts/texts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>

namespace optoscope {

SearchBar::SearchBar(TraceFinder *finder, std::function<qint64()> here, QWidget *parent)
    : QWidget(parent)
    , m_finder(finder)
    , m_here(std::move(here))
    , m_what(new QComboBox(this))
    , m_text(new QLineEdit(this))
    , m_kind(new QComboBox(this))
    , m_sides(new QComboBox(this))
    , m_cases(new QCheckBox(tr("Aa"), this))
    , m_count(new QLabel(this))
    , m_trouble(new MarkedLabel(MarkedLabel::Look::Plain, this))
{
    setObjectName(QStringLiteral("searchBar"));
    makeParts();
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    for (QWidget *part : {static_cast<QWidget *>(m_what), static_cast<QWidget *>(m_text),
                          static_cast<QWidget *>(m_kind), static_cast<QWidget *>(m_cases),
                          static_cast<QWidget *>(m_sides)})
        row->addWidget(part, part == m_text || part == m_kind ? 1 : 0);
    auto *back = makeButton(QStringLiteral("previous"), tr("Previous hit"), tr("Shift+F3"));
    auto *on = makeButton(QStringLiteral("next"), tr("Next hit"), tr("F3"));
    auto *end = makeButton(QStringLiteral("close"), tr("Close the search"), tr("Esc"));
    for (QToolButton *button : {back, on})
        row->addWidget(button);
    row->addWidget(m_count);
    row->addWidget(end);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(6, 3, 6, 3);
    lines->setSpacing(2);
    lines->addLayout(row);
    lines->addWidget(m_trouble);
    connect(back, &QToolButton::clicked, this, &SearchBar::previous);
    connect(on, &QToolButton::clicked, this, &SearchBar::next);
    connect(end, &QToolButton::clicked, this, &SearchBar::close);
    connect(m_finder, &TraceFinder::changed, this, &SearchBar::showCount);
    showParts();
    hide();
}

void SearchBar::makeParts()
{
    m_what->addItems({tr("Text"), tr("Hex"), tr("Errors"), tr("Pauses over"), tr("Messages")});
    m_what->setAccessibleName(tr("What to look for"));
    m_text->setObjectName(QStringLiteral("searchText"));
    m_text->setAccessibleName(tr("Look for"));
    m_text->setClearButtonEnabled(true);
    m_text->setMinimumWidth(120);
    m_kind->setAccessibleName(tr("Kind of message"));
    for (int kind = 0; kind <= static_cast<int>(MessageKind::wakeUp); ++kind)
        m_kind->addItem(texts::messageTitle(static_cast<MessageKind>(kind)));
    m_sides->addItems({tr("Both sides"), tr("Sent"), tr("Received")});
    m_sides->setAccessibleName(tr("Whose bytes"));
    m_cases->setToolTip(tr("Capital and small letters differ"));
    m_cases->setAccessibleName(tr("Capital and small letters differ"));
    m_count->setObjectName(QStringLiteral("searchCount"));
    m_count->setMinimumWidth(
        m_count->fontMetrics().horizontalAdvance(QStringLiteral("000 of 00000")));
    m_trouble->setObjectName(QStringLiteral("searchTrouble"));
    m_trouble->hide();
    connect(m_what, &QComboBox::currentIndexChanged, this, [this] {
        showParts();
        find();
    });
    connect(m_text, &QLineEdit::textChanged, this, &SearchBar::find);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &SearchBar::find);
    connect(m_sides, &QComboBox::currentIndexChanged, this, &SearchBar::find);
    connect(m_cases, &QCheckBox::toggled, this, &SearchBar::find);
}

QToolButton *SearchBar::makeButton(const QString &icon, const QString &text, const QString &tip)
{
    auto *button = new QToolButton(this);
    button->setIcon(themedIcon(icon));
    button->setText(text);
    button->setAccessibleName(text);
    button->setToolTip(QStringLiteral("%1 (%2)").arg(text, tip));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void SearchBar::open()
{
    const bool wasHidden = isHidden();
    show();
    if (m_text->isVisible()) {
        m_text->setFocus();
        m_text->selectAll();
    } else {
        m_what->setFocus();
    }
    if (wasHidden)
        find();
}

void SearchBar::close()
{
    if (isHidden())
        return;
    hide();
    m_finder->stop();
    Q_EMIT closed();
}

void SearchBar::next()
{
    if (isHidden())
        open();
    else
        m_finder->next(m_here());
}

void SearchBar::previous()
{
    if (isHidden())
        open();
    else
        m_finder->previous(m_here());
}

SearchWish SearchBar::wish() const
{
    return {static_cast<SearchWish::What>(m_what->currentIndex()), m_text->text(),
            m_cases->isChecked(), static_cast<SearchQuery::Sides>(m_sides->currentIndex()),
            static_cast<MessageKind>(m_kind->currentIndex())};
}

void SearchBar::setWish(const SearchWish &wish)
{
    m_what->setCurrentIndex(static_cast<int>(wish.what));
    m_cases->setChecked(wish.cases);
    m_sides->setCurrentIndex(static_cast<int>(wish.sides));
    m_kind->setCurrentIndex(static_cast<int>(wish.kind));
    m_text->setText(wish.text);
}

void SearchBar::showParts()
{
    const SearchWish now = wish();
    m_text->setVisible(now.isTyped());
    m_cases->setVisible(now.what == SearchWish::What::Text);
    m_kind->setVisible(now.what == SearchWish::What::Messages);
    m_sides->setVisible(now.what != SearchWish::What::Messages);
    const bool isHex = now.what == SearchWish::What::Hex;
    m_text->setPlaceholderText(isHex                                    ? tr("2F ?? 0D")
                                   : now.what == SearchWish::What::Text ? tr("such as 1.8.0(")
                                                                        : tr("200 ms, 1.5 s"));
}

void SearchBar::find()
{
    if (isHidden())
        return;
    const SearchWish now = wish();
    QString trouble;
    if (now.isTyped() && now.text.isEmpty())
        m_finder->stop();
    else
        trouble = m_finder->find(now, m_here());
    m_trouble->show(Tone::Error, trouble);
    m_text->setAccessibleDescription(trouble);
    showCount();
}

void SearchBar::showCount()
{
    const qsizetype hits = m_finder->hits().size();
    const auto number = [](qsizetype value) { return QLocale().toString(value); };
    QString text;
    if (!m_finder->isActive())
        text = QString();
    else if (hits == 0)
        text = m_finder->isBusy() ? tr("searching…") : tr("no hit");
    else if (m_finder->isCut())
        text = tr("over %1").arg(number(hits));
    else if (m_finder->current() >= 0)
        text = tr("%1 of %2").arg(number(m_finder->current() + 1), number(hits));
    else
        text = hits == 1 ? tr("1 hit") : tr("%1 hits").arg(number(hits));
    if (m_finder->isBusy() && hits > 0)
        text += u'…';
    m_count->setText(text);
    m_count->setToolTip(m_finder->isIncomplete()
                            ? tr("A part of the session could not be read, and was not searched.")
                            : QString());
}

QString SearchBar::countText() const
{
    return m_count->text();
}

QString SearchBar::troubleText() const
{
    return m_trouble->isHidden() ? QString() : m_trouble->text();
}

bool SearchBar::event(QEvent *event)
{
    // Esc stops a session elsewhere; here it only closes the bar. Enter goes to the next hit.
    const bool isOverride = event->type() == QEvent::ShortcutOverride;
    if (!isOverride && event->type() != QEvent::KeyPress)
        return QWidget::event(event);
    auto *key = static_cast<QKeyEvent *>(event);
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (key->key() != Qt::Key_Escape && !(isEnter && !isOverride))
        return QWidget::event(event);
    key->accept();
    if (isEnter && key->modifiers().testFlag(Qt::ShiftModifier))
        previous();
    else if (isEnter)
        next();
    else if (!isOverride)
        close();
    return true;
}

} // namespace optoscope
