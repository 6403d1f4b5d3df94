// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>
#include <QUrl>

#include <optional>

namespace optoscope {

/// Where readings are stored: a SQLite file, or a PostgreSQL server for many stations.
struct StoreAddress {
    enum class Kind : quint8 { File, Server };

    Kind kind = Kind::File;
    QString file; ///< of a file
    QUrl url; ///< of a server: postgresql://USER:PASSWORD@HOST:PORT/DATABASE

    /// What is shown: never with the password.
    QString toText() const;
    /// Of a server, to be remembered.
    QUrl withoutPassword() const;
    friend bool operator==(const StoreAddress &, const StoreAddress &) = default;
};

/// A file's name, `sqlite:FILE`, or a URL `postgresql://…` (also `postgres://…`), where all but the
/// database may be left out: libpq then uses its own defaults (PGHOST, ~/.pgpass and so on).
/// Nothing for a URL of another scheme, one without a database, and for an empty text.
std::optional<StoreAddress> parseStoreAddress(const QString &text);

} // namespace optoscope

Q_DECLARE_METATYPE(optoscope::StoreAddress)
