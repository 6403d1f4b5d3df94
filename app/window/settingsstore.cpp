// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/settingsstore.h"

#include <QSettings>

namespace optoscope {
namespace {

constexpr auto geometryKey = QLatin1String("window/geometry");
constexpr auto arrangementKey = QLatin1String("window/arrangement");
constexpr auto appearanceKey = QLatin1String("window/appearance");
constexpr auto targetKey = QLatin1String("target/last");
constexpr auto recentKey = QLatin1String("target/recent");
constexpr auto filesKey = QLatin1String("file/recent");
constexpr auto databaseKey = QLatin1String("polls/database");
constexpr auto baudKey = QLatin1String("read/baud");
constexpr auto formatKey = QLatin1String("read/format");
constexpr auto modeKey = QLatin1String("read/mode");
constexpr auto addressKey = QLatin1String("read/address");
constexpr auto wakeUpKey = QLatin1String("read/wakeUp");
constexpr auto parityKey = QLatin1String("read/parity");
constexpr auto dtrKey = QLatin1String("read/dtr");
constexpr auto rtsKey = QLatin1String("read/rts");
constexpr auto rowsKey = QLatin1String("bytes/rows");
constexpr auto timesKey = QLatin1String("bytes/times");
constexpr auto messagesKey = QLatin1String("bytes/messages");
constexpr auto readsKey = QLatin1String("bytes/reads");
constexpr auto latenessKey = QLatin1String("bytes/lateness");

/// The enumerator that is stored under \a key, if it is one of those up to \a last.
template <typename Enum>
Enum enumAt(const QSettings &store, QLatin1String key, Enum last)
{
    const int value = store.value(key, 0).toInt();
    return value >= 0 && value <= static_cast<int>(last) ? static_cast<Enum>(value) : Enum{};
}

} // namespace

Settings loadSettings(const QSettings &store)
{
    Settings settings;
    settings.windowGeometry = store.value(geometryKey).toByteArray();
    settings.arrangement = store.value(arrangementKey).toByteArray();
    settings.appearance = enumAt(store, appearanceKey, Appearance::Dark);
    settings.target = store.value(targetKey).toString();
    settings.recentTargets = store.value(recentKey).toStringList();
    settings.recentFiles = store.value(filesKey).toStringList();
    settings.database = store.value(databaseKey).toString();
    ReadSettings &read = settings.read;
    read.baud = store.value(baudKey, read.baud).toInt();
    read.format = store.value(formatKey, read.format).toString();
    read.mode = enumAt(store, modeKey, Mode::D);
    read.address = store.value(addressKey).toString();
    read.wakeUp = store.value(wakeUpKey).toBool();
    read.parity = enumAt(store, parityKey, ParityChoice::Hardware);
    read.dtr = store.value(dtrKey, read.dtr).toBool();
    read.rts = store.value(rtsKey, read.rts).toBool();
    BytesOptions &bytes = settings.bytes;
    bytes.layout = enumAt(store, rowsKey, RowLayout::Sixteen);
    bytes.time = enumAt(store, timesKey, TimeColumn::SinceLast);
    bytes.messages = store.value(messagesKey, bytes.messages).toBool();
    bytes.reads = store.value(readsKey, bytes.reads).toBool();
    bytes.lateness = store.value(latenessKey, bytes.lateness).toBool();
    return settings;
}

void saveSettings(QSettings &store, const Settings &settings)
{
    store.setValue(geometryKey, settings.windowGeometry);
    store.setValue(arrangementKey, settings.arrangement);
    store.setValue(appearanceKey, static_cast<int>(settings.appearance));
    store.setValue(targetKey, settings.target);
    store.setValue(recentKey, settings.recentTargets);
    store.setValue(filesKey, settings.recentFiles);
    store.setValue(databaseKey, settings.database);
    store.setValue(baudKey, settings.read.baud);
    store.setValue(formatKey, settings.read.format);
    store.setValue(modeKey, static_cast<int>(settings.read.mode));
    store.setValue(addressKey, settings.read.address);
    store.setValue(wakeUpKey, settings.read.wakeUp);
    store.setValue(parityKey, static_cast<int>(settings.read.parity));
    store.setValue(dtrKey, settings.read.dtr);
    store.setValue(rtsKey, settings.read.rts);
    store.setValue(rowsKey, static_cast<int>(settings.bytes.layout));
    store.setValue(timesKey, static_cast<int>(settings.bytes.time));
    store.setValue(messagesKey, settings.bytes.messages);
    store.setValue(readsKey, settings.bytes.reads);
    store.setValue(latenessKey, settings.bytes.lateness);
}

} // namespace optoscope
