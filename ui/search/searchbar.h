// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/search/searchwish.h"

#include <QWidget>

#include <functional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace optoscope {

class MarkedLabel;
class TraceFinder;

/// What is looked for in the bytes, and how many hits there are. It looks while one types.
class SearchBar final : public QWidget
{
    Q_OBJECT
public:
    /// \a here tells which character the person looks at.
    SearchBar(TraceFinder *finder, std::function<qint64()> here, QWidget *parent = nullptr);

    /// Shows itself, ready to type.
    void open();
    void close();
    void next();
    void previous();

    SearchWish wish() const;
    void setWish(const SearchWish &wish);
    QString countText() const;
    QString troubleText() const;

Q_SIGNALS:
    void closed();

protected:
    bool event(QEvent *event) override;

private:
    void makeParts();
    QToolButton *makeButton(const QString &icon, const QString &text, const QString &tip);
    void find();
    void showParts();
    void showCount();

    TraceFinder *m_finder;
    std::function<qint64()> m_here;
    QComboBox *m_what;
    QLineEdit *m_text;
    QComboBox *m_kind;
    QComboBox *m_sides;
    QCheckBox *m_cases;
    QLabel *m_count;
    MarkedLabel *m_trouble;
};

} // namespace optoscope
