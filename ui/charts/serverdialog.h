// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/storecheck.h"
#include "ui/palette/theme.h"

#include <QDialog>
#include <QThreadPool>

#include <functional>

class QLineEdit;
class QPushButton;

namespace optoscope {

class MarkedLabel;

/// Asks for the address of a PostgreSQL database, and tries it before it is used. The server is
/// waited for on a worker; nothing else waits.
class ServerDialog final : public QDialog
{
    Q_OBJECT
public:
    /// Called on a worker; see checkStore().
    using Check = std::function<StoreResult<StoreCheck>(const StoreAddress &, StoreUse)>;

    explicit ServerDialog(QWidget *parent = nullptr, Check check = &checkStore);
    ~ServerDialog() override;

    /// Shows itself, with \a url filled in.
    void ask(StoreUse use, const QString &url);

Q_SIGNALS:
    /// \a address can be used, and the person wants it; \a isThere: it holds tables already.
    void chosen(const optoscope::StoreAddress &address, bool isThere);

private:
    void layOut();
    void test(bool isToBeUsed);
    void take(int number, const StoreAddress &address, const StoreResult<StoreCheck> &result);
    void forget();
    void say(Tone tone, const QString &text);

    Check m_check;
    StoreUse m_use = StoreUse::Write;
    QLineEdit *m_url;
    QPushButton *m_test;
    QPushButton *m_choose;
    MarkedLabel *m_result;
    int m_number = 0; ///< of the test; results of others come too late
    bool m_isToBeUsed = false; ///< If the test is passed, the address is chosen.
    QThreadPool m_pool; ///< goes first: its work may tell this object
};

} // namespace optoscope
