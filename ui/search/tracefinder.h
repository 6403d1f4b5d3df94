// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/search/searchwish.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace optoscope {

class SessionDocument;

/// Looks for what the person wishes, a few milliseconds at a time, and goes on in what arrives.
/// Hits are there as soon as they are found.
class TraceFinder final : public QObject
{
    Q_OBJECT
public:
    explicit TraceFinder(const SessionDocument *document, QObject *parent = nullptr);

    /// Looks from \a from on, the character that the person looks at. What is wrong with the wish,
    /// empty if nothing: then it is looked for.
    QString find(const SearchWish &wish, qint64 from);
    /// Forgets the hits.
    void stop();

    bool isActive() const { return m_isActive; }
    /// More may be found in what is there already.
    bool isBusy() const { return m_slices.isActive(); }
    /// By their first characters.
    const QList<CharacterRange> &hits() const;
    /// There are more hits than are kept.
    bool isCut() const;
    /// A part of the trace could not be read.
    bool isIncomplete() const { return m_search && m_search->isIncomplete(); }

    /// The hit that the person is at; -1 if at none.
    qsizetype current() const { return m_current; }
    /// The first hit that ends behind \a character; hits().size() if there is none.
    qsizetype hitFrom(qint64 character) const;
    /// Goes to the hit after or before \a from, at the end to the first again.
    void next(qint64 from);
    void previous(qint64 from);

Q_SIGNALS:
    /// Of hits or of isBusy().
    void changed();
    /// The person is at another hit.
    void arrived(const optoscope::CharacterRange &hit);

private:
    void clear();
    void work();
    void lookAtMessages();
    void grow();
    void goTo(qsizetype hit);
    void arriveFirst();

    const SessionDocument *m_document;
    SearchWish m_wish;
    bool m_isActive = false;
    std::unique_ptr<TraceSearch> m_search; ///< null for messages
    QList<CharacterRange> m_messages;
    qsizetype m_current = -1;
    qint64 m_from = 0;
    bool m_wantsFirst = false; ///< The person is to be brought to the first hit.
    QTimer m_slices;
    QTimer m_growth;
};

} // namespace optoscope
