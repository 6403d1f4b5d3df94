// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/storewatch.h"

#include <algorithm>

namespace optoscope {
namespace {

using namespace std::chrono_literals;

/// How often a store is asked for news.
constexpr auto pause = 1s;

} // namespace

StoreWatch::StoreWatch(QObject *parent)
    : QObject(parent)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &StoreWatch::look);
}

void StoreWatch::open(const StoreAddress &address)
{
    close();
    m_address = address;
    auto opened = ReadingReader::open(address);
    if (const auto *error = std::get_if<StoreError>(&opened)) {
        Q_EMIT failed(*error);
        return;
    }
    m_reader = std::move(std::get<std::unique_ptr<ReadingReader>>(opened));
    const auto plans = m_reader->plans();
    if (const auto *error = std::get_if<StoreError>(&plans)) {
        fail(*error);
        return;
    }
    const auto series = m_reader->series();
    if (const auto *error = std::get_if<StoreError>(&series)) {
        fail(*error);
        return;
    }
    const auto &all = std::get<QList<Series>>(series);
    for (const Series &one : all)
        m_known.insert(one.id);
    Q_EMIT this->opened(std::get<QList<StoredPlan>>(plans), all);
}

void StoreWatch::close()
{
    m_timer.stop();
    m_reader.reset();
    m_wanted.clear();
    m_unread.clear();
    m_known.clear();
    m_mark = 0;
    m_isUpToDate = false;
    m_inTrouble = false;
}

void StoreWatch::fail(const StoreError &error)
{
    close();
    Q_EMIT failed(error);
}

void StoreWatch::want(qint64 id)
{
    if (m_wanted.contains(id))
        return;
    m_wanted.insert(id, UtcTime::min());
    // What the news have not told yet they will tell.
    if (m_mark == 0)
        return;
    m_unread.insert(id);
    if (m_reader)
        readWanted(id);
}

void StoreWatch::readWanted(qint64 id)
{
    const auto read = m_reader->samples(id);
    if (const auto *error = std::get_if<StoreError>(&read)) {
        meet(*error);
        return;
    }
    m_unread.remove(id);
    const auto &samples = std::get<QList<Sample>>(read);
    if (samples.isEmpty())
        return;
    m_wanted[id] = samples.constLast().utc;
    Q_EMIT samplesRead(id, samples);
}

void StoreWatch::begin()
{
    if (m_reader)
        m_timer.start(0);
}

/// One that is locked for a moment, or a server that is away, is asked again.
void StoreWatch::meet(const StoreError &error)
{
    if (!error.isPassing()) {
        fail(error);
        return;
    }
    if (error.kind == StoreError::Kind::Away)
        m_reader.reset(); // Its connection does not come back.
    if (!std::exchange(m_inTrouble, true))
        Q_EMIT troubled(error);
    m_timer.start(pause);
}

bool StoreWatch::reopen()
{
    auto opened = ReadingReader::open(m_address);
    if (const auto *error = std::get_if<StoreError>(&opened)) {
        meet(*error);
        return false;
    }
    m_reader = std::move(std::get<std::unique_ptr<ReadingReader>>(opened));
    return true;
}

void StoreWatch::look()
{
    if (!m_reader && !reopen())
        return;
    for (const QSet<qint64> unread = m_unread; const qint64 id : unread) {
        if (m_reader)
            readWanted(id);
    }
    if (!m_reader)
        return;
    const auto read = m_reader->newsSince(m_mark);
    if (const auto *error = std::get_if<StoreError>(&read)) {
        meet(*error);
        return;
    }
    const auto &news = std::get<StoreNews>(read);
    take(news);
    m_timer.start(news.isAll ? pause : 0s);
    const bool wasUpToDate = std::exchange(m_isUpToDate, m_isUpToDate || news.isAll);
    if (news.isAll && (std::exchange(m_inTrouble, false) || !wasUpToDate))
        Q_EMIT upToDate();
}

void StoreWatch::take(const StoreNews &news)
{
    m_mark = news.mark;
    QList<Series> found;
    for (const Series &one : news.series) {
        if (!m_known.contains(one.id)) {
            m_known.insert(one.id);
            found.append(one);
        }
    }
    if (!found.isEmpty())
        Q_EMIT seriesFound(found);
    for (auto i = news.samples.cbegin(); i != news.samples.cend(); ++i) {
        const bool isNew =
            std::ranges::any_of(found, [&i](const Series &one) { return one.id == i.key(); });
        const auto wanted = m_wanted.constFind(i.key());
        // Those of a series that nobody has seen before are few, and it may be shown at once.
        if (wanted == m_wanted.cend() && !isNew)
            continue;
        QList<Sample> samples = i.value();
        if (wanted != m_wanted.cend())
            samples.removeIf([until = *wanted](const Sample &one) { return one.utc <= until; });
        else
            m_wanted.insert(i.key(), UtcTime::min());
        if (!samples.isEmpty())
            Q_EMIT samplesRead(i.key(), samples);
    }
    if (!news.polls.isEmpty())
        Q_EMIT pollsRead(news.polls);
}

} // namespace optoscope
