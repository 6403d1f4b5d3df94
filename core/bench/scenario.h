// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/person.h"
#include "core/uart/linesettings.h"

#include <QByteArray>
#include <QMap>
#include <QObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace optoscope {

/// The names of these values are those of the JSON (design §4).
namespace ScenarioNames {
Q_NAMESPACE
enum class PortOpens : quint8 { ok, missing, busy, denied };
Q_ENUM_NS(PortOpens)
enum class PortInput : quint8 { ok, dead, low };
Q_ENUM_NS(PortInput)
/// What the port sends when it is told to make parity.
enum class PortParity : quint8 { ok, sent7N1, sent8N1 };
Q_ENUM_NS(PortParity)
enum class Wiring : quint8 { right, swapped, txOpen, rxOpen, noSupply };
Q_ENUM_NS(Wiring)
enum class ElectricalLeak : quint8 { none, spikes, copy };
Q_ENUM_NS(ElectricalLeak)
enum class Place : quint8 { meter, nothing };
Q_ENUM_NS(Place)
enum class MeterPort : quint8 { open, closed, locked };
Q_ENUM_NS(MeterPort)
enum class Speaks : quint8 { iec62056, sml, hdlc, dsmr, mbus };
Q_ENUM_NS(Speaks)
enum class MeterMode : quint8 { A, B, C, D, E };
Q_ENUM_NS(MeterMode)
enum class WakeUp : quint8 { none, nul, fast };
Q_ENUM_NS(WakeUp)
/// What stands where the block check character belongs ("xor" in JSON, a reserved word here).
enum class MeterCheck : quint8 { exclusiveOr, sum7, none, wrong };
Q_ENUM_NS(MeterCheck)
/// What a person may do in a step in place of what he is asked, the first time that he is led
/// through it; the second time he does it right.
enum class WrongDeed : quint8 {
    nothing, ///< and not look either
    uncovered, ///< the windows to the room
    covered,
    mirror, ///< 10 mm before the windows
    paper, ///< the same with white paper
    sun, ///< the windows to the sun, or the sun for a remote
    torch, ///< the same with white light-emitting diodes, which have hardly any infrared
    remoteFar, ///< a remote at 100 mm
};
Q_ENUM_NS(WrongDeed)
} // namespace ScenarioNames
using namespace ScenarioNames;

/// The serial port of the virtual computer.
struct PortScenario {
    PortOpens opens = PortOpens::ok;
    PortInput input = PortInput::ok;
    PortParity parity = PortParity::ok;
    double clock = 1.0; ///< its bit clock over the right one
    int characterBits = 8;
    bool reportsErrors = true;
    bool localEcho = false;
};

struct TransmitterScenario {
    double power = 1.0;
    bool inverted = false;
    bool dead = false;
};

struct ReceiverScenario {
    bool dead = false;
    bool inverted = false;
    bool stuckLow = false;
    double on = 0.06; ///< mW/cm²
    double off = 0.04; ///< mW/cm²
    double timeConstantUs = 20;
};

struct LeakScenario {
    double optical = 0.0;
    ElectricalLeak electrical = ElectricalLeak::none;
    double spikeUs = 100;
};

struct AmbientScenario {
    double level = 0.0; ///< mW/cm²
    double flickerHz = 0;
    double flickerDuty = 0.5;
};

struct PlacementScenario {
    Place on = Place::meter;
    double distanceMm = 2;
    double rotationDeg = 0;
    double lateralMm = 0;
};

struct MeterScenario {
    bool present = true;
    MeterPort port = MeterPort::open;
    /// With another protocol than IEC 62056-21 of the keys below only pushEveryS, dataBaud,
    /// reactionMs, ledPower, receiverOn, truncatesAfter and bitErrorRate have a meaning.
    Speaks speaks = Speaks::iec62056;
    double pushEveryS = 0; ///< 0: when asked; mode D every 5 s, SML 2 s, DSMR 10 s
    CharacterFormat format = format7E1;
    MeterMode mode = MeterMode::C;
    /// Replaces that of the read-out file; nothing: the file's, or one that the mode has.
    std::optional<char> baudCharacter;
    int dataBaud = 0; ///< 0: as negotiated
    double switchDelayMs = 0; ///< added before the data after a change of baud
    QString readout; ///< a file, relative to the scenario's; empty: the built-in one
    QByteArray address;
    bool answersOnlyToAddress = false;
    WakeUp wakeUp = WakeUp::none;
    double reactionMs = 250;
    double ledPower = 1.0;
    double receiverOn = 0.06; ///< mW/cm²
    MeterCheck check = MeterCheck::exclusiveOr;
    QByteArray password = QByteArrayLiteral("00000000");
    bool ignoresAcknowledgement = false;
    qint64 truncatesAfter = 0; ///< characters of the data message that are sent; 0: all
    double bitErrorRate = 0.0; ///< share of the meter's bits that arrive the other way round
};

/// What the person at the probe says of the place.
struct PersonAnswers {
    QString country;
    QString utility;
    QString meterType;
    QString address;
    bool everSwapped = false;
};

struct PersonScenario {
    PersonAnswers answers;
    bool cameraSeesInfrared = true;
    bool hasRemote = true;
    bool hasSecondProbe = false;
    QList<TestStep> unsure; ///< in these he does not know what he saw
    QMap<TestStep, WrongDeed> does; ///< the wrong thing that he does there the first time
};

/// The verdicts that a self-test should come to.
struct ExpectedVerdicts {
    QString probe = QStringLiteral("good");
    QString meter = QStringLiteral("good");
};

/// Everything about a virtual bench; the defaults are healthy.
struct Scenario {
    QString name;
    PortScenario port;
    Wiring wiring = Wiring::right;
    TransmitterScenario transmitter;
    ReceiverScenario receiver;
    LeakScenario leak;
    AmbientScenario ambient;
    PlacementScenario placement;
    MeterScenario meter;
    PersonScenario person;
    ExpectedVerdicts expect;
    quint64 seed = 1;
};

} // namespace optoscope
