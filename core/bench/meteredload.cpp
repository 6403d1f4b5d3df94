// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/meteredload.h"

#include <QDateTime>

#include <array>
#include <cmath>
#include <numbers>
#include <optional>

namespace optoscope {

namespace {

using Hours = std::chrono::duration<double, std::ratio<3600>>;

constexpr std::chrono::seconds begin{1767225600}; // 2026-01-01T00:00:00Z

/// One of the waves that the load is the sum of: least 0, most \a height.
struct Wave {
    double height; ///< kW
    Hours period;
    double phase;
};
// Days and evenings, then what switches itself on and off: heating, cold, cooking.
constexpr std::array waves{
    Wave{0.70, Hours(24), -2.0},       Wave{0.35, Hours(12), -0.6},
    Wave{0.20, Hours(97.0 / 60), 0.3}, Wave{0.12, Hours(41.0 / 60), 1.1},
    Wave{0.30, Hours(13.0 / 60), 2.5}, Wave{0.06, Hours(3.7 / 60), 0.9},
};
constexpr double always = 0.18; // kW

double wavePower(const Wave &wave, Hours time)
{
    const double turn = 2 * std::numbers::pi / wave.period.count();
    return wave.height / 2 * (1 + std::sin(turn * time.count() + wave.phase));
}

/// Its sum since 0.
double waveEnergy(const Wave &wave, Hours time)
{
    const double turn = 2 * std::numbers::pi / wave.period.count();
    return wave.height / 2
        * (time.count()
           + (std::cos(wave.phase) - std::cos(turn * time.count() + wave.phase)) / turn);
}

/// A small wave around 0.
double drift(std::chrono::milliseconds utc, double height, double seconds, double phase)
{
    const double time = std::chrono::duration<double>(utc - begin).count();
    return height * std::sin(2 * std::numbers::pi * time / seconds + phase);
}

double power(double kilowatts, int phase)
{
    constexpr std::array share{0.44, 0.23, 0.33};
    return kilowatts * share.at(static_cast<size_t>(phase));
}

double voltage(std::chrono::milliseconds utc, int phase)
{
    return 230.6 + 0.8 * (phase - 1) + drift(utc, 1.4, 1700, phase)
        + drift(utc, 0.6, 230, 2.0 * phase);
}

/// The phase that "21.7.0", "41.7.0" and so on are about: 0 to 2.
int phaseOf(QByteArrayView code)
{
    return (code[0] - '2') / 2;
}

/// What \a code shows at \a utc where the file says \a before; nothing: the same.
std::optional<double> valueAt(QByteArrayView code, double before, std::chrono::milliseconds utc)
{
    const MeteredLoad load = MeteredLoad::at(utc);
    constexpr double cosPhi = 0.98;
    if (code == "1.8.0")
        return before + load.kilowattHours;
    if (code == "1.8.1")
        return before + load.kilowattHours * 0.64;
    if (code == "1.8.2")
        return before + load.kilowattHours * 0.36;
    if (code == "3.8.0")
        return before + load.kilowattHours * 0.15;
    if (code == "1.7.0" || code == "15.7.0" || code == "16.7.0")
        return load.kilowatts;
    if (code == "21.7.0" || code == "41.7.0" || code == "61.7.0")
        return power(load.kilowatts, phaseOf(code));
    if (code == "32.7.0" || code == "52.7.0" || code == "72.7.0")
        return voltage(utc, (code[0] - '3') / 2);
    if (code == "31.7.0" || code == "51.7.0" || code == "71.7.0") {
        const int phase = (code[0] - '3') / 2;
        return power(load.kilowatts, phase) * 1000 / voltage(utc, phase) / cosPhi;
    }
    if (code == "14.7.0")
        return 50 + drift(utc, 0.02, 310, 0.5) + drift(utc, 0.01, 47, 0);
    return {};
}

/// \a value with the places and decimals of \a before; it runs over as a counter does.
QByteArray likeBefore(double value, QByteArrayView before)
{
    const qsizetype point = before.indexOf('.');
    const auto decimals = static_cast<int>(point < 0 ? 0 : before.size() - point - 1);
    const auto places = static_cast<double>(point < 0 ? before.size() : point);
    double shown = std::fmod(std::max(value, 0.0), std::pow(10, places));
    // Down, as a counter shows only what is complete.
    const double scale = std::pow(10, decimals);
    shown = std::floor(shown * scale + 1e-6) / scale;
    return QByteArray::number(shown, 'f', decimals).rightJustified(before.size(), '0');
}

QByteArray replacement(QByteArrayView code, QByteArrayView before, std::chrono::milliseconds utc)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(utc.count(), Qt::UTC);
    if (code == "0.9.1" && before.size() == 6)
        return time.toString(QStringLiteral("hhmmss")).toLatin1();
    if (code == "0.9.2" && before.size() == 6)
        return time.toString(QStringLiteral("yyMMdd")).toLatin1();
    bool isNumber = false;
    const double number = before.toByteArray().toDouble(&isNumber);
    const auto value = isNumber ? valueAt(code, number, utc) : std::nullopt;
    return value ? likeBefore(*value, before) : before.toByteArray();
}

} // namespace

MeteredLoad MeteredLoad::at(std::chrono::milliseconds utc)
{
    const Hours time = utc - begin;
    MeteredLoad load{always, always * time.count()};
    for (const Wave &wave : waves) {
        load.kilowatts += wavePower(wave, time);
        load.kilowattHours += waveEnergy(wave, time);
    }
    return load;
}

ReadoutFile readoutAt(const ReadoutFile &readout, std::chrono::milliseconds utc)
{
    ReadoutFile result = readout;
    result.block.clear();
    const QList<QByteArray> lines = readout.block.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QByteArray &line = lines[i];
        const qsizetype open = line.indexOf('(');
        qsizetype end = line.indexOf(')', open);
        if (const qsizetype star = line.indexOf('*', open); star >= 0 && star < end)
            end = star;
        if (i > 0)
            result.block += '\n';
        if (open < 0 || end < 0) {
            result.block += line;
            continue;
        }
        const QByteArrayView value = QByteArrayView(line).sliced(open + 1, end - open - 1);
        result.block += line.left(open + 1)
            + replacement(QByteArrayView(line).first(open), value, utc) + line.mid(end);
    }
    return result;
}

} // namespace optoscope
