// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/serverdialog.h"

#include "ui/selftest/markedlabel.h"
#include "ui/texts/storetexts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace optoscope {
namespace {

constexpr int widthInDigits = 80;
constexpr int heightInLines = 18;

} // namespace

ServerDialog::ServerDialog(QWidget *parent, Check check)
    : QDialog(parent)
    , m_check(std::move(check))
    , m_url(new QLineEdit(this))
    , m_test(new QPushButton(tr("&Test"), this))
    , m_choose(new QPushButton(this))
    , m_result(new MarkedLabel(MarkedLabel::Look::Boxed, this))
{
    setObjectName(QStringLiteral("serverDialog"));
    setModal(false);
    m_pool.setMaxThreadCount(1);
    m_url->setObjectName(QStringLiteral("serverUrl"));
    m_url->setPlaceholderText(QStringLiteral("postgresql://user@host:5432/database"));
    m_test->setObjectName(QStringLiteral("serverTest"));
    m_test->setToolTip(tr("See whether the database can be used; nothing is changed there"));
    m_choose->setObjectName(QStringLiteral("serverChoose"));
    m_result->setObjectName(QStringLiteral("serverResult"));
    layOut();
    m_choose->setDefault(true);
    connect(m_url, &QLineEdit::textEdited, this, &ServerDialog::forget);
    connect(m_test, &QPushButton::clicked, this, [this] { test(false); });
    connect(m_choose, &QPushButton::clicked, this, [this] { test(true); });
    connect(this, &QDialog::finished, this, &ServerDialog::forget);
}

ServerDialog::~ServerDialog() = default;

void ServerDialog::layOut()
{
    auto *label = new QLabel(tr("&Address of the PostgreSQL database"), this);
    label->setBuddy(m_url);
    auto *hint = new QLabel(
        tr("postgresql://user:password@host:port/database. Better leave the password out and put "
           "it into the file .pgpass in your home folder (%APPDATA%\\postgresql\\pgpass.conf on "
           "Windows), as the line host:port:database:user:password that only you may read. A "
           "password that stands here is used, but not remembered."),
        this);
    hint->setTextFormat(Qt::PlainText);
    hint->setWordWrap(true);
    m_url->setAccessibleDescription(hint->text());
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    m_test->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_test);
    buttons->addStretch(1);
    buttons->addWidget(m_choose);
    buttons->addWidget(cancel);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 16, 16, 12);
    all->setSpacing(10);
    all->addWidget(label);
    all->addWidget(m_url);
    all->addWidget(hint);
    all->addWidget(m_result);
    all->addStretch(1);
    all->addLayout(buttons);
    setMinimumWidth(widthInDigits * fontMetrics().horizontalAdvance(u'0'));
    resize(minimumWidth(), heightInLines * fontMetrics().height());
}

void ServerDialog::ask(StoreUse use, const QString &url)
{
    forget();
    m_use = use;
    const bool isWrite = use == StoreUse::Write;
    setWindowTitle(isWrite ? tr("Keep readings in a database") : tr("Open a database of readings"));
    m_choose->setText(isWrite ? tr("&Keep readings there") : tr("&Open"));
    m_url->setText(url);
    show();
    raise();
    activateWindow();
    m_url->setFocus();
}

/// With room for it: it may be long.
void ServerDialog::say(Tone tone, const QString &text)
{
    m_result->show(tone, text);
    // What has become longer says so to the layout around it only when it is asked.
    m_result->updateGeometry();
    layout()->invalidate();
    layout()->activate();
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
}

/// What was found out is about another address, or nobody waits for it any more.
void ServerDialog::forget()
{
    ++m_number;
    m_isToBeUsed = false;
    say(Tone::Quiet, {});
    m_test->setEnabled(true);
    m_choose->setEnabled(true);
}

void ServerDialog::test(bool isToBeUsed)
{
    forget();
    const auto address = parseStoreAddress(m_url->text());
    if (!address || address->kind != StoreAddress::Kind::Server) {
        say(Tone::Error, texts::noServerAddressText());
        m_url->setFocus();
        return;
    }
    m_isToBeUsed = isToBeUsed;
    m_test->setEnabled(false);
    m_choose->setEnabled(false);
    say(Tone::Quiet, tr("Asking the server. This can take 10 seconds."));
    m_pool.start([this, number = m_number, address = *address, use = m_use, check = m_check] {
        const auto result = check(address, use);
        QMetaObject::invokeMethod(
            this, [this, number, address, result] { take(number, address, result); },
            Qt::QueuedConnection);
    });
}

void ServerDialog::take(int number, const StoreAddress &address,
                        const StoreResult<StoreCheck> &result)
{
    if (number != m_number)
        return;
    m_test->setEnabled(true);
    m_choose->setEnabled(true);
    if (const auto *error = std::get_if<StoreError>(&result)) {
        say(Tone::Error, texts::storeErrorText(*error));
        return;
    }
    const auto &check = std::get<StoreCheck>(result);
    const bool isUsable = check.isThere || m_use == StoreUse::Write;
    say(isUsable ? Tone::Good : Tone::Warning, texts::storeCheckText(check, m_use));
    if (!isUsable || !m_isToBeUsed)
        return;
    accept();
    Q_EMIT chosen(address, check.isThere);
}

} // namespace optoscope
