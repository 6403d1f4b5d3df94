// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/tablereader.h"
#include "core/uart/linesettings.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace optoscope {

namespace MeterNames {
Q_NAMESPACE
/// What a meter's optical port does. The names are the words of the table's column; those that are
/// verdicts too are called as in design §5.
enum class MeterState : quint8 {
    answers, ///< answers a sign-on
    closed, ///< never answers anybody but its owner
    needsActivation, ///< silent until the grid operator switches the port on
    lockedByPin, ///< says less until a PIN was entered
    needsWakeUp,
    needsAddress,
    speaksSml,
    speaksHdlc,
    speaksDsmr,
    speaksMbus,
    speaksKmp, ///< Kamstrup's own protocol
    speaksOther,
    pushesOnly, ///< speaks unasked and does not listen
    modeDPush, ///< the same in mode D of IEC 62056-21
    encrypted, ///< what it says needs a key
    otherInterface, ///< is read at another connector
};
Q_ENUM_NS(MeterState)

/// What to do. The names are the words of the table's column.
enum class MeterHint : quint8 {
    askUtility,
    askForActivation,
    askForKey,
    enterPin, ///< with a torch or the button, then "InF on" in the menu
    listen, ///< only listen, with the line settings of the row
    sendNuls, ///< wake-up of clause B.1: NULs, then 1.5 s silence
    sendManyNuls, ///< 210 of them
    signOnTwice, ///< only a repeated sign-on is answered
    signOnWithHash, ///< `/#!` gives more
    signOnForService, ///< `/2!` or `/4!` gives a service table
    useMagnet,
    giveAddress,
    acknowledge, ///< nothing comes without an option select
    changeBaudLater, ///< change the baud some hundred milliseconds after the option select
    stayAt300,
    waitBetweenReads,
    cableUp,
    topOfMeter, ///< the optical port is at the top, a holder is needed
    pressButton, ///< the port sleeps until a button was pressed
    useP1Port,
    useTicOutput,
    useOtherProgram, ///< Optoscope does not speak its protocol
    expectSevenBitSum, ///< its check character is a sum
};
Q_ENUM_NS(MeterHint)
} // namespace MeterNames
using MeterNames::MeterHint;
using MeterNames::MeterState;

/// What is known of some meters.
struct MeterRow {
    QStringList makers; ///< the first is for people
    QStringList models; ///< as people name them; empty: all of the maker
    QByteArray identification; ///< how it begins, `?` for any character; empty: any
    QStringList countries; ///< of ISO 3166; empty: any
    QString utility; ///< empty: any
    MeterState state = MeterState::answers;
    double confidence = 0; ///< that the state holds for a meter that fits in everything, 0 to 1
    std::optional<Baud> baud; ///< at which it begins
    std::optional<CharacterFormat> format;
    QList<MeterHint> hints;
    QString source;
    QString note;

    bool isForSame(const MeterRow &other) const
    {
        return makers == other.makers && models == other.models
            && identification == other.identification && countries == other.countries
            && utility == other.utility && state == other.state;
    }
    friend bool operator==(const MeterRow &, const MeterRow &) = default;
};

/// What was told or heard of a meter; what is not known stays empty.
struct MeterQuery {
    QByteArray identification; ///< what the meter sent, with or without its slash
    QString country; ///< letters or a name
    QString utility;
    QString model; ///< as a person writes it, with or without the maker
};

/// A row that fits, and how much it says.
struct MeterMatch {
    MeterRow row;
    /// The row's, less where it was not said whether the country, the utility or the model fit.
    double confidence = 0;
};

/// What is known of meters by maker, model, identification, country and utility. The table's syntax
/// is explained at its top (resources/knowledge/meters.tsv).
class MeterTable
{
public:
    /// What is left of a row's confidence if it is for a country or a utility and none was told.
    static constexpr double countryUnknown = 0.5;
    static constexpr double utilityUnknown = 0.7;
    /// If the person names the model but the identification does not begin as the row says.
    static constexpr double identificationDiffers = 0.7;

    /// Rows that cannot be understood are left out and told in \a errors.
    static MeterTable parse(QByteArrayView tsv, TableErrors *errors = nullptr);

    /// Adds the rows of \a other, which win over rows that say the same of the same meters.
    void add(const MeterTable &other);
    qsizetype count() const { return m_rows.size(); }
    const QList<MeterRow> &rows() const { return m_rows; }

    /// Rows that fit, the surest first. A row for models fits by identification or by name; a row
    /// for a whole country only if that country was told; a row for another country or utility than
    /// those told never. A country or utility that nobody knows counts as not told.
    QList<MeterMatch> find(const MeterQuery &query) const;
    /// How sure it is that \a state holds for the meter: that of the surest row; 0 if none says so.
    double confidenceOf(const MeterQuery &query, MeterState state) const;

private:
    QList<MeterRow> m_rows;
};

} // namespace optoscope
