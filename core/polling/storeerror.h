// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <variant>

namespace optoscope {

/// Why a store cannot be used. The words are in ui/texts.
struct StoreError {
    enum class Kind : quint8 {
        NotFound, ///< There is no such file, or no folder for it.
        NoRights, ///< to read or write the file; the server refused user or password
        NotAStore, ///< a file of another program, or a database with other tables of our name
        Damaged, ///< The file is no longer what a database must be.
        Newer, ///< A later version of the program made it; version tells its schema's.
        Older, ///< An earlier version of the program made it, and it is only to be read.
        Locked, ///< Another program holds it for too long.
        Full, ///< The disk, or the server's, is full.
        WriteFailed, ///< The system could not write or read the file.
        Away, ///< The server cannot be reached or was lost.
        NoDriver, ///< Qt's plugin for this kind of database is not installed; detail: its name
        BadRow, ///< A line of an import cannot be understood; detail: what stands there.
        Other, ///< detail: what the database says
    };
    Kind kind = Kind::Other;
    QString name; ///< the file or the server, without the password
    QString detail;
    int version = 0; ///< of Newer and Older
    int line = 0; ///< of BadRow; 0: none

    /// Waiting may help: what is to be stored is kept meanwhile.
    bool isPassing() const
    {
        return kind == Kind::Locked || kind == Kind::Full || kind == Kind::WriteFailed
            || kind == Kind::Away;
    }
    friend bool operator==(const StoreError &, const StoreError &) = default;
};

/// What was asked of a store, or why it cannot be had.
template <typename T>
using StoreResult = std::variant<T, StoreError>;

} // namespace optoscope

Q_DECLARE_METATYPE(optoscope::StoreError)
