// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/pollrecord.h"
#include "core/polling/series.h"

#include <QList>
#include <QTimeZone>

#include <cmath>
#include <random>

namespace optoscope {

/// What a household's meter tells in a few days, made from a seed: a counter, its power, a voltage
/// and a current, with polls that failed and an hour in which nobody asked.
struct ChartCase {
    QList<Series> series;
    QHash<qint64, QList<Sample>> samples;
    QList<PollRecord> polls;
    std::chrono::milliseconds interval{};

    /// From \a begin on, every \a interval.
    static ChartCase household(UtcTime begin, std::chrono::milliseconds interval, int polls)
    {
        ChartCase made;
        made.interval = interval;
        made.series = {{1, QStringLiteral("12345678"), "1.8.0", "kWh"},
                       {2, QStringLiteral("12345678"), "16.7.0", "kW"},
                       {3, QStringLiteral("12345678"), "32.7.0", "V"},
                       {4, QStringLiteral("12345678"), "31.7.0", "A"},
                       {5, QStringLiteral("12345678"), "2.8.0", "kWh"},
                       {6, QStringLiteral("12345678"), "14.7.0", "Hz"}};
        std::mt19937 random(5);
        std::normal_distribution<double> noise(0, 1);
        double energy = 12345.678;
        double export_ = 321.5;
        double kettle = 0;
        for (int i = 0; i < polls; ++i) {
            const UtcTime utc = begin + i * interval;
            const double hour = std::fmod(static_cast<double>(utc.count()) / 3600e3, 24);
            kettle = random() % 200 == 0 ? 2 : kettle * 0.9;
            const double sun = std::max(0.0, std::sin((hour - 6) / 12 * 3.14159));
            const double power = 0.25 + 0.6 * std::exp(-std::pow((hour - 19) / 2.5, 2)) + kettle
                + 0.03 * std::abs(noise(random));
            energy += power * std::chrono::duration<double, std::ratio<3600>>(interval).count();
            export_ += sun * std::chrono::duration<double, std::ratio<3600>>(interval).count();
            PollRecord poll;
            poll.id = i + 1;
            poll.due = utc;
            poll.began = utc;
            poll.reaction = std::chrono::milliseconds(240 + static_cast<int>(random() % 60));
            poll.lineErrors = random() % 300 == 0 ? static_cast<int>(random() % 5) : 0;
            poll.retries = random() % 150 == 0 ? 1 : 0;
            const bool isAway = i % 1440 >= 800 && i % 1440 < 860;
            if (isAway || random() % 400 == 0) {
                poll.outcome = isAway ? PollOutcome::missed : PollOutcome::noAnswer;
                poll.reaction.reset();
                if (!isAway || i % 1440 == 800)
                    made.polls.append(poll);
                continue;
            }
            if (random() % 500 == 0)
                poll.finding = QStringLiteral("parityErrors");
            made.polls.append(poll);
            const auto add = [&](qint64 id, double value, double step) {
                made.samples[id].append({utc, std::round(value / step) * step});
            };
            add(1, energy, 0.001);
            add(2, power, 0.001);
            add(3, 230 + 3 * std::sin(hour) + noise(random), 0.1);
            add(4, power / 0.23, 0.01);
            add(5, export_, 0.001);
            add(6, 50 + 0.02 * noise(random), 0.01);
        }
        return made;
    }
};

} // namespace optoscope
