// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/person.h"

#include <QWidget>

#include <optional>

class QGridLayout;
class QPushButton;

namespace optoscope {

/// The answers to what is asked, one button each. That one is not sure is always among them.
class ReplyButtons final : public QWidget
{
    Q_OBJECT
public:
    explicit ReplyButtons(QWidget *parent = nullptr);

    void ask(PersonAction action, bool isEnabled);
    /// Shows the button of \a reply as pressed: somebody else has answered.
    void press(PersonReply reply);
    void focusFirst();

Q_SIGNALS:
    void chosen(optoscope::PersonReply reply);

private:
    struct Entry {
        PersonReply reply; ///< that it gives
        PersonReply shown; ///< whose words it has
        QPushButton *button;
    };

    void addAll(PersonAction action);
    void add(Entry entry, PersonReply name);
    QIcon iconOf(PersonAction action, PersonReply reply) const;
    void clear();

    QGridLayout *m_grid;
    QList<Entry> m_entries;
    std::optional<PersonAction> m_action;
};

} // namespace optoscope
