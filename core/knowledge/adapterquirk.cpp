// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/adapterquirk.h"

#include <QMetaEnum>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

constexpr QStringView between = u" / ";

/// It shows in a session, and somebody should know of it.
bool matters(AdapterLimit limit)
{
    switch (limit) {
    case AdapterLimit::noParity:
    case AdapterLimit::noLineErrors:
    case AdapterLimit::noBreak:
    case AdapterLimit::fakeBreak:
    case AdapterLimit::eightBitsOnly:
    case AdapterLimit::minimumBaud2400:
    case AdapterLimit::latency16ms:
    case AdapterLimit::clonesIgnoreSettings:
    case AdapterLimit::clonesWithoutErrors:
    case AdapterLimit::clockFollowsCore:
    case AdapterLimit::firmwareDecides: return true;
    case AdapterLimit::noIcount:
    case AdapterLimit::lineErrorsNeedInpck:
    case AdapterLimit::errorsPerPacket:
    case AdapterLimit::clonesRefused:
    case AdapterLimit::needsNewKernel:
    case AdapterLimit::claimedByBrltty: break;
    }
    return false;
}

/// Optoscope cannot make up for it.
bool isGrave(AdapterLimit limit)
{
    return limit == AdapterLimit::minimumBaud2400 || limit == AdapterLimit::clockFollowsCore;
}

/// It is about limits that do not matter in a session.
bool isDone(AdapterCure cure)
{
    return cure == AdapterCure::setInpck || cure == AdapterCure::removeBrltty
        || cure == AdapterCure::updateKernel;
}

template <typename Enum>
QString words(const QList<Enum> &values)
{
    QStringList names;
    for (const Enum value : values)
        names += QLatin1String(QMetaEnum::fromType<Enum>().valueToKey(static_cast<int>(value)));
    return names.join(u' ');
}

template <typename Enum>
std::optional<QList<Enum>> valuesOf(const QString &text)
{
    QList<Enum> values;
    for (const QString &name : text.split(u' ', Qt::SkipEmptyParts)) {
        bool isKnown = false;
        const int value =
            QMetaEnum::fromType<Enum>().keyToValue(name.toLatin1().constData(), &isKnown);
        if (!isKnown)
            return {};
        values += static_cast<Enum>(value);
    }
    return values;
}

} // namespace

std::optional<AdapterQuirk> AdapterQuirk::of(const AdapterTraits &traits)
{
    AdapterQuirk quirk{traits.chip, traits.limits, traits.cures};
    quirk.limits.removeIf([](AdapterLimit limit) { return !matters(limit); });
    quirk.cures.removeIf(isDone);
    return quirk.limits.isEmpty() ? std::nullopt : std::optional(quirk);
}

std::optional<AdapterQuirk> AdapterQuirk::ofDescription(const QString &description,
                                                        const AdapterTable &table)
{
    static const QRegularExpression usbId(u"^([0-9a-fA-F]{4}):([0-9a-fA-F]{4})$"_qs);
    std::optional<quint16> vendorId;
    std::optional<quint16> productId;
    QStringList words;
    for (const QString &part : description.split(u',')) {
        const QRegularExpressionMatch match = usbId.match(part.trimmed());
        if (match.hasMatch()) {
            vendorId = match.captured(1).toUShort(nullptr, 16);
            productId = match.captured(2).toUShort(nullptr, 16);
        } else {
            words += part.trimmed();
        }
    }
    // Which of the words is the driver's name is not told; the last one is if there is one.
    return of(AdapterTraits::of(table.find(vendorId, productId, words.value(words.size() - 1))));
}

std::optional<AdapterQuirk> AdapterQuirk::fromDetail(const QString &detail)
{
    // The chip comes last: it may hold anything.
    const qsizetype first = detail.indexOf(between);
    const qsizetype second = first < 0 ? -1 : detail.indexOf(between, first + 1);
    if (second < 0)
        return {};
    const auto limits = valuesOf<AdapterLimit>(detail.first(first));
    const auto cures =
        valuesOf<AdapterCure>(detail.mid(first + between.size(), second - first - between.size()));
    if (!limits || !cures || limits->isEmpty())
        return {};
    return AdapterQuirk{detail.mid(second + between.size()), *limits, *cures};
}

QString AdapterQuirk::toDetail() const
{
    return words(limits) + between + words(cures) + between + chip;
}

Finding AdapterQuirk::toFinding(Instant at) const
{
    const bool isBad = std::ranges::any_of(limits, isGrave);
    return {FindingId::adapterQuirk,
            isBad ? Severity::warning : Severity::note,
            Blame::line,
            at,
            -1,
            0,
            0,
            toDetail()};
}

} // namespace optoscope
