// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bench/scenarioerror.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QMetaEnum>

#include <optional>

namespace optoscope {

/// Reads the keys of a JSON object into values that hold the defaults before. The first fault is
/// kept in the error that is shared by all sections of a file; nothing is read after it.
class JsonSection
{
public:
    /// \a path is that of the object, empty for the outermost.
    JsonSection(QJsonObject object, QString path, std::optional<ScenarioError> &error);

    void read(QLatin1String key, bool &value);
    void read(QLatin1String key, QString &value);
    void read(QLatin1String key, double &value, double least, double most);
    /// A whole number.
    template <typename Integer>
    void readInteger(QLatin1String key, Integer &value, qint64 least, qint64 most)
    {
        qint64 wide = static_cast<qint64>(value);
        readWhole(key, wide, least, most);
        value = static_cast<Integer>(wide);
    }
    /// One of the enumerator's names.
    template <typename Enum>
    void readChoice(QLatin1String key, Enum &value)
    {
        const auto names = QMetaEnum::fromType<Enum>();
        QStringList allowed;
        for (int i = 0; i < names.keyCount(); ++i)
            allowed.append(QLatin1String(names.key(i)));
        value = static_cast<Enum>(readIndex(key, static_cast<int>(value), allowed));
    }
    /// The place of the text in \a allowed; \a index is the default.
    int readIndex(QLatin1String key, int index, const QStringList &allowed);
    /// Texts.
    void read(QLatin1String key, QStringList &value);

    JsonSection section(QLatin1String key);
    /// The value at \a key was read but is wrong.
    void refuse(QLatin1String key, ScenarioReason reason, const QString &value,
                const QStringList &allowed);
    /// Every key that nobody asked for is unknown. To be called last.
    void finish();

private:
    QJsonValue take(QLatin1String key);
    bool hasType(QLatin1String key, const QJsonValue &value, QJsonValue::Type type);
    void readWhole(QLatin1String key, qint64 &value, qint64 least, qint64 most);
    void admit(QLatin1String key, bool isDefault, const QString &value);
    QString pathOf(const QString &key) const;

    QJsonObject m_object;
    QString m_path;
    QStringList m_known;
    std::optional<ScenarioError> &m_error;
};

} // namespace optoscope
