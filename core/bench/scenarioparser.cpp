// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/scenarioparser.h"

#include "core/bench/jsonsection.h"
#include "core/trace/evidence.h"

#include <QJsonDocument>
#include <QMetaEnum>

#include <algorithm>
#include <limits>

namespace optoscope {

namespace {

using Key = QLatin1String;

constexpr double anything = 1e6;
/// mW/cm²; far below any receiver's threshold.
constexpr double faintest = 1e-6;
constexpr double dayInMilliseconds = 86'400'000;

void readPort(JsonSection json, PortScenario &port)
{
    json.readChoice(Key("opens"), port.opens);
    json.readChoice(Key("input"), port.input);
    json.readChoice(Key("parity"), port.parity);
    json.read(Key("clock"), port.clock, 0.1, 10);
    json.readInteger(Key("characterBits"), port.characterBits, 5, 8);
    json.read(Key("reportsErrors"), port.reportsErrors);
    json.read(Key("localEcho"), port.localEcho);
    json.finish();
}

void readTransmitter(JsonSection json, TransmitterScenario &transmitter)
{
    json.read(Key("power"), transmitter.power, 0, anything);
    json.read(Key("inverted"), transmitter.inverted);
    json.read(Key("dead"), transmitter.dead);
    json.finish();
}

void readReceiver(JsonSection json, ReceiverScenario &receiver)
{
    json.read(Key("dead"), receiver.dead);
    json.read(Key("inverted"), receiver.inverted);
    json.read(Key("stuckLow"), receiver.stuckLow);
    json.read(Key("on"), receiver.on, faintest, anything);
    json.read(Key("off"), receiver.off, 0, anything);
    if (receiver.off > receiver.on)
        json.refuse(Key("off"), ScenarioReason::outOfRange, QString::number(receiver.off),
                    {u"0"_qs, QString::number(receiver.on)});
    json.read(Key("timeConstantUs"), receiver.timeConstantUs, 0, anything);
    json.finish();
}

void readLight(JsonSection leak, JsonSection ambient, Scenario &scenario)
{
    leak.read(Key("optical"), scenario.leak.optical, 0, anything);
    leak.readChoice(Key("electrical"), scenario.leak.electrical);
    leak.read(Key("spikeUs"), scenario.leak.spikeUs, 0, 100'000);
    leak.finish();
    ambient.read(Key("level"), scenario.ambient.level, 0, anything);
    ambient.read(Key("flickerHz"), scenario.ambient.flickerHz, 0, 20'000);
    ambient.read(Key("flickerDuty"), scenario.ambient.flickerDuty, 0, 1);
    ambient.finish();
}

void readPlacement(JsonSection json, PlacementScenario &placement)
{
    json.readChoice(Key("on"), placement.on);
    json.read(Key("distanceMm"), placement.distanceMm, 0, anything);
    json.read(Key("rotationDeg"), placement.rotationDeg, -180, 180);
    json.read(Key("lateralMm"), placement.lateralMm, 0, anything);
    json.finish();
}

void readFormat(JsonSection &json, CharacterFormat &format)
{
    QString text = format.toText();
    json.read(Key("format"), text);
    if (const auto read = CharacterFormat::fromText(text))
        format = *read;
    else
        json.refuse(Key("format"), ScenarioReason::notAllowed, text, {u"[5-8][NEOMS][12]"_qs});
}

/// The characters that have a baud in the mode; mode A takes any that is none of these.
QStringList baudCharactersOf(MeterMode mode)
{
    switch (mode) {
    case MeterMode::A: break;
    case MeterMode::B: return {u"A"_qs, u"B"_qs, u"C"_qs, u"D"_qs, u"E"_qs, u"F"_qs};
    case MeterMode::D: return {u"3"_qs};
    case MeterMode::C:
    case MeterMode::E: return {u"0"_qs, u"1"_qs, u"2"_qs, u"3"_qs, u"4"_qs, u"5"_qs, u"6"_qs};
    }
    return {};
}

void readBaudCharacter(JsonSection &json, MeterScenario &meter)
{
    QString text;
    json.read(Key("baudCharacter"), text);
    if (text.isEmpty())
        return;
    const QStringList allowed = baudCharactersOf(meter.mode);
    const ushort code = text.front().unicode();
    const bool isPrintable = text.size() == 1 && code > 0x20 && code < 0x7F && code != '/'
        && code != '!' && code != '\\';
    const bool fits = allowed.isEmpty() ? isPrintable : allowed.contains(text);
    if (fits)
        meter.baudCharacter = static_cast<char>(code);
    else
        json.refuse(Key("baudCharacter"), ScenarioReason::notAllowed, text, allowed);
}

void readAddress(JsonSection &json, QByteArray &address)
{
    QString text;
    json.read(Key("address"), text);
    const bool fits = text.size() <= 32 && std::all_of(text.begin(), text.end(), [](QChar c) {
                          return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u' ');
                      });
    if (fits)
        address = text.toLatin1();
    else
        json.refuse(Key("address"), ScenarioReason::notAllowed, text, {u"[0-9A-Za-z ]{0,32}"_qs});
}

void readPassword(JsonSection &json, QByteArray &password)
{
    QString text = QString::fromLatin1(password);
    json.read(Key("password"), text);
    password = text.toLatin1();
}

void readDataBaud(JsonSection &json, int &dataBaud)
{
    json.readInteger(Key("dataBaud"), dataBaud, 0, 1'000'000);
    if (dataBaud != 0 && dataBaud < 50)
        json.refuse(Key("dataBaud"), ScenarioReason::outOfRange, QString::number(dataBaud),
                    {u"50"_qs, u"1000000"_qs});
}

void readPushInterval(JsonSection &json, MeterScenario &meter)
{
    constexpr double least = 0.1;
    // M-Bus and HDLC meters never speak unasked.
    const bool pushes = meter.speaks != Speaks::mbus && meter.speaks != Speaks::hdlc;
    const double most = pushes ? dayInMilliseconds / 1000 : 0;
    double &seconds = meter.pushEveryS;
    json.read(Key("pushEveryS"), seconds, 0, most);
    if (seconds > 0 && seconds < least)
        json.refuse(Key("pushEveryS"), ScenarioReason::outOfRange, QString::number(seconds),
                    {QString::number(least), QString::number(most)});
}

void readMeter(JsonSection json, MeterScenario &meter)
{
    json.read(Key("present"), meter.present);
    json.readChoice(Key("port"), meter.port);
    json.readChoice(Key("speaks"), meter.speaks);
    readPushInterval(json, meter);
    readFormat(json, meter.format);
    json.readChoice(Key("mode"), meter.mode);
    readBaudCharacter(json, meter);
    readDataBaud(json, meter.dataBaud);
    json.read(Key("switchDelayMs"), meter.switchDelayMs, 0, dayInMilliseconds);
    json.read(Key("readout"), meter.readout);
    readAddress(json, meter.address);
    json.read(Key("answersOnlyToAddress"), meter.answersOnlyToAddress);
    json.readChoice(Key("wakeUp"), meter.wakeUp);
    json.read(Key("reactionMs"), meter.reactionMs, 0, dayInMilliseconds);
    json.read(Key("ledPower"), meter.ledPower, 0, anything);
    json.read(Key("receiverOn"), meter.receiverOn, faintest, anything);
    meter.check =
        static_cast<MeterCheck>(json.readIndex(Key("check"), static_cast<int>(meter.check),
                                               {u"xor"_qs, u"sum7"_qs, u"none"_qs, u"wrong"_qs}));
    readPassword(json, meter.password);
    json.read(Key("ignoresAcknowledgement"), meter.ignoresAcknowledgement);
    json.readInteger(Key("truncatesAfter"), meter.truncatesAfter, 0,
                     std::numeric_limits<qint32>::max());
    json.read(Key("bitErrorRate"), meter.bitErrorRate, 0, 1);
    json.finish();
}

QList<TestStep> allSteps()
{
    const auto names = QMetaEnum::fromType<TestStep>();
    QList<TestStep> steps;
    for (int i = 0; i < names.keyCount(); ++i) {
        const auto step = static_cast<TestStep>(names.value(i));
        if (step != TestStep::none)
            steps.append(step);
    }
    return steps;
}

void readUnsure(JsonSection &json, QList<TestStep> &unsure)
{
    QStringList texts;
    json.read(Key("unsure"), texts);
    for (const QString &text : texts) {
        if (const auto step = stepFromName(text)) {
            unsure.append(*step);
            continue;
        }
        QStringList allowed;
        for (const TestStep known : allSteps())
            allowed.append(stepName(known));
        json.refuse(Key("unsure"), ScenarioReason::notAllowed, text, allowed);
    }
}

void readWrongDeeds(JsonSection json, QMap<TestStep, WrongDeed> &does)
{
    const auto names = QMetaEnum::fromType<WrongDeed>();
    QStringList allowed;
    for (int i = 0; i < names.keyCount(); ++i)
        allowed.append(QLatin1String(names.key(i)));
    for (const TestStep step : allSteps()) {
        const QByteArray name = stepName(step).toLatin1();
        const int index = json.readIndex(Key(name), -1, allowed);
        if (index >= 0)
            does.insert(step, static_cast<WrongDeed>(names.value(index)));
    }
    json.finish();
}

void readPerson(JsonSection json, PersonScenario &person)
{
    JsonSection answers = json.section(Key("answers"));
    answers.read(Key("country"), person.answers.country);
    answers.read(Key("utility"), person.answers.utility);
    answers.read(Key("meterType"), person.answers.meterType);
    answers.read(Key("address"), person.answers.address);
    answers.read(Key("everSwapped"), person.answers.everSwapped);
    answers.finish();
    json.read(Key("cameraSeesInfrared"), person.cameraSeesInfrared);
    json.read(Key("hasRemote"), person.hasRemote);
    json.read(Key("hasSecondProbe"), person.hasSecondProbe);
    readUnsure(json, person.unsure);
    readWrongDeeds(json.section(Key("does")), person.does);
    json.finish();
}

// The verdicts of design §5.
QStringList probeVerdicts()
{
    return {u"good"_qs,
            u"portUnusable"_qs,
            u"loopbackFailed"_qs,
            u"parityDropped"_qs,
            u"clockWrong"_qs,
            u"charactersCut"_qs,
            u"transmitterDead"_qs,
            u"transmitterInverted"_qs,
            u"transmitterWeak"_qs,
            u"wiresSwapped"_qs,
            u"receiverDead"_qs,
            u"receiverWeak"_qs,
            u"receiverStuck"_qs,
            u"receiverInverted"_qs,
            u"bothInverted"_qs,
            u"saturatedByLight"_qs,
            u"lampFlicker"_qs,
            u"crosstalk"_qs,
            u"localEcho"_qs,
            u"misplaced"_qs,
            u"undecided"_qs,
            u"notTested"_qs};
}

QStringList meterVerdicts()
{
    return {u"good"_qs,          u"silent"_qs,           u"closed"_qs,      u"locked"_qs,
            u"needsAddress"_qs,  u"needsWakeUp"_qs,      u"speaksSml"_qs,   u"speaksHdlc"_qs,
            u"speaksDsmr"_qs,    u"speaksMbus"_qs,       u"pushesOnly"_qs,  u"formatMismatch"_qs,
            u"answeredAt300"_qs, u"baudChangeFailed"_qs, u"checkFailed"_qs, u"checkIsSum7"_qs,
            u"damagedData"_qs,   u"truncated"_qs,        u"undecided"_qs,   u"notTested"_qs};
}

void readExpected(JsonSection json, ExpectedVerdicts &expect)
{
    const auto read = [&json](Key key, QString &verdict, const QStringList &allowed) {
        verdict =
            allowed.at(json.readIndex(key, static_cast<int>(allowed.indexOf(verdict)), allowed));
    };
    read(Key("probe"), expect.probe, probeVerdicts());
    read(Key("meter"), expect.meter, meterVerdicts());
    json.finish();
}

/// The object that \a json is, or the error.
std::variant<QJsonObject, ScenarioError> parseObject(const QByteArray &json)
{
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(json, &fault);
    if (fault.error == QJsonParseError::NoError && document.isObject())
        return document.object();
    const qsizetype line = json.left(fault.offset).count('\n') + 1;
    return ScenarioError{ScenarioReason::notJson, {}, QString::number(line), {}, {}};
}

Scenario readScenario(JsonSection root)
{
    Scenario scenario;
    root.read(Key("name"), scenario.name);
    readPort(root.section(Key("port")), scenario.port);
    root.readChoice(Key("wiring"), scenario.wiring);
    readTransmitter(root.section(Key("transmitter")), scenario.transmitter);
    readReceiver(root.section(Key("receiver")), scenario.receiver);
    readLight(root.section(Key("leak")), root.section(Key("ambient")), scenario);
    readPlacement(root.section(Key("placement")), scenario.placement);
    readMeter(root.section(Key("meter")), scenario.meter);
    readPerson(root.section(Key("person")), scenario.person);
    readExpected(root.section(Key("expect")), scenario.expect);
    root.readInteger(Key("seed"), scenario.seed, 0, qint64(1) << 53);
    root.finish();
    return scenario;
}

} // namespace

std::variant<Scenario, ScenarioError> parseScenario(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (const auto *fault = std::get_if<ScenarioError>(&object))
        return *fault;
    std::optional<ScenarioError> error;
    Scenario scenario = readScenario({std::get<QJsonObject>(object), {}, error});
    if (error)
        return *error;
    return scenario;
}

std::variant<PersonScenario, ScenarioError> parsePerson(const QByteArray &json,
                                                        const PersonScenario &before)
{
    const auto object = parseObject(json);
    if (const auto *fault = std::get_if<ScenarioError>(&object))
        return *fault;
    std::optional<ScenarioError> error;
    PersonScenario person = before;
    readPerson({std::get<QJsonObject>(object), {}, error}, person);
    if (error)
        return *error;
    return person;
}

} // namespace optoscope
