// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/try/virtualcase.h"

#include <QList>
#include <QWidget>

#include <functional>

class QBoxLayout;
class QListWidget;

namespace optoscope {

/// What can be tried without hardware: a healthy meter and probe, and cases whose fault is to be
/// found.
class TryPage final : public QWidget
{
    Q_OBJECT
public:
    using Cases = std::function<QList<VirtualCase>()>;

    /// \a cases is asked when the page is shown first.
    explicit TryPage(Cases cases, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const QString &target);

protected:
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeHeading();
    QWidget *makeChoices();
    void makeLists();
    void fill(QListWidget *list, Symptom symptom);
    void surprise();
    void tellStory();

    Cases m_source;
    QList<VirtualCase> m_cases;
    QBoxLayout *m_lists;
    QString m_last; ///< the surprise before, not to come twice
};

} // namespace optoscope
