// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/search/tracefinder.h"

#include "ui/session/sessiondocument.h"

#include <QElapsedTimer>

#include <algorithm>

namespace optoscope {
namespace {

constexpr std::chrono::milliseconds slice(4);
/// How often what arrives is looked through: each time some of the trace is copied.
constexpr std::chrono::milliseconds growthStep(50);
/// Hits that are kept of messages.
constexpr qsizetype mostHits = TraceSearch::usualMost;

} // namespace

TraceFinder::TraceFinder(const SessionDocument *document, QObject *parent)
    : QObject(parent)
    , m_document(document)
{
    m_growth.setSingleShot(true);
    m_growth.setInterval(growthStep);
    connect(&m_slices, &QTimer::timeout, this, &TraceFinder::work);
    connect(&m_growth, &QTimer::timeout, this, &TraceFinder::grow);
    connect(document, &SessionDocument::cleared, this, &TraceFinder::grow);
    connect(document, &SessionDocument::appended, this, [this] {
        if (m_isActive && !m_growth.isActive())
            m_growth.start();
    });
}

QString TraceFinder::find(const SearchWish &wish, qint64 from)
{
    clear();
    m_wish = wish;
    m_from = from;
    m_wantsFirst = true;
    QString trouble;
    if (wish.what == SearchWish::What::Messages) {
        m_isActive = true;
        lookAtMessages();
    } else {
        const auto query = queryOf(wish);
        if (const auto *words = std::get_if<QString>(&query)) {
            trouble = *words;
        } else {
            m_isActive = true;
            m_search =
                std::make_unique<TraceSearch>(m_document->trace(), std::get<SearchQuery>(query));
            m_slices.start();
        }
    }
    Q_EMIT changed();
    return trouble;
}

void TraceFinder::stop()
{
    clear();
    Q_EMIT changed();
}

void TraceFinder::clear()
{
    m_slices.stop();
    m_growth.stop();
    m_search.reset();
    m_messages.clear();
    m_isActive = false;
    m_current = -1;
    m_wantsFirst = false;
}

const QList<CharacterRange> &TraceFinder::hits() const
{
    return m_search ? m_search->hits() : m_messages;
}

bool TraceFinder::isCut() const
{
    return m_search ? m_search->isCut() : m_messages.size() >= mostHits;
}

void TraceFinder::work()
{
    QElapsedTimer watch;
    watch.start();
    bool goesOn = true;
    while (goesOn && !watch.hasExpired(slice.count()))
        goesOn = m_search->step();
    if (!goesOn)
        m_slices.stop();
    arriveFirst();
    Q_EMIT changed();
}

void TraceFinder::lookAtMessages()
{
    m_messages.clear();
    for (const ConversationMessage &message : m_document->conversation().messages()) {
        if (message.kind == m_wish.kind && message.length > 0 && m_messages.size() < mostHits)
            m_messages.append({message.offset, message.length});
    }
    arriveFirst();
}

void TraceFinder::grow()
{
    if (!m_isActive)
        return;
    const bool isAnew = m_search && m_document->trace().characterCount() < m_search->searched();
    if (isAnew || m_document->trace().isEmpty()) {
        find(SearchWish(m_wish), 0);
        m_wantsFirst = false;
        return;
    }
    if (m_search) {
        m_search->extend(m_document->trace());
        m_slices.start();
        return;
    }
    lookAtMessages();
    Q_EMIT changed();
}

void TraceFinder::arriveFirst()
{
    if (!m_wantsFirst || hits().isEmpty())
        return;
    const qsizetype hit = hitFrom(m_from);
    // The hits behind may not have been found yet.
    if (hit == hits().size() && isBusy())
        return;
    m_wantsFirst = false;
    goTo(hit == hits().size() ? 0 : hit);
}

qsizetype TraceFinder::hitFrom(qint64 character) const
{
    const QList<CharacterRange> &all = hits();
    const auto after = std::ranges::upper_bound(all, character, {}, &CharacterRange::first);
    qsizetype hit = std::distance(all.begin(), after);
    while (hit > 0 && all.at(hit - 1).first + all.at(hit - 1).count > character)
        --hit;
    return hit;
}

void TraceFinder::next(qint64 from)
{
    const QList<CharacterRange> &all = hits();
    if (all.isEmpty())
        return;
    const auto after = std::ranges::upper_bound(all, from, {}, &CharacterRange::first);
    goTo(after == all.end() ? 0 : std::distance(all.begin(), after));
}

void TraceFinder::previous(qint64 from)
{
    const QList<CharacterRange> &all = hits();
    if (all.isEmpty())
        return;
    const auto found = std::ranges::lower_bound(all, from, {}, &CharacterRange::first);
    goTo(found == all.begin() ? all.size() - 1 : std::distance(all.begin(), found) - 1);
}

void TraceFinder::goTo(qsizetype hit)
{
    m_current = hit;
    m_wantsFirst = false;
    Q_EMIT arrived(hits().at(hit));
    Q_EMIT changed();
}

} // namespace optoscope
