// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/scenarioparser.h"

#include <QTest>

using namespace optoscope;

namespace {

Scenario accepted(const QByteArray &json)
{
    const auto parsed = parseScenario(json);
    if (const auto *error = std::get_if<ScenarioError>(&parsed))
        qFatal("%s", qPrintable(error->toDetail()));
    return std::get<Scenario>(parsed);
}

} // namespace

class TestScenarioParser : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everythingHasADefault()
    {
        const Scenario scenario = accepted("{}");
        QCOMPARE(scenario.port.opens, PortOpens::ok);
        QCOMPARE(scenario.meter.mode, MeterMode::C);
        QCOMPARE(scenario.meter.format, format7E1);
        QCOMPARE(scenario.meter.reactionMs, 250.0);
        QVERIFY(!scenario.meter.baudCharacter);
        QCOMPARE(scenario.expect.probe, u"good"_qs);
        QCOMPARE(scenario.seed, 1U);
    }

    // The whole of design §4 with its defaults.
    void everyKeyIsKnown()
    {
        accepted(R"({ "name": "",
            "port": {"opens": "ok", "input": "ok", "parity": "ok", "clock": 1.0,
                     "characterBits": 8, "reportsErrors": true, "localEcho": false},
            "wiring": "right",
            "transmitter": {"power": 1.0, "inverted": false, "dead": false},
            "receiver": {"dead": false, "inverted": false, "stuckLow": false, "on": 0.06,
                         "off": 0.04, "timeConstantUs": 20},
            "leak": {"optical": 0.0, "electrical": "none", "spikeUs": 100},
            "ambient": {"level": 0.0, "flickerHz": 0, "flickerDuty": 0.5},
            "placement": {"on": "meter", "distanceMm": 2, "rotationDeg": 0, "lateralMm": 0},
            "meter": {"present": true, "port": "open", "speaks": "iec62056", "pushEveryS": 0,
                      "format": "7E1", "mode": "C", "baudCharacter": "5", "dataBaud": 0,
                      "switchDelayMs": 0, "readout": "", "address": "",
                      "answersOnlyToAddress": false, "wakeUp": "none", "reactionMs": 250,
                      "ledPower": 1.0, "receiverOn": 0.06, "check": "xor",
                      "password": "00000000", "ignoresAcknowledgement": false,
                      "truncatesAfter": 0, "bitErrorRate": 0.0},
            "person": {"answers": {"country": "", "utility": "", "meterType": "", "address": "",
                                   "everSwapped": false},
                       "cameraSeesInfrared": true, "hasRemote": true, "hasSecondProbe": false,
                       "unsure": [], "does": {}},
            "expect": {"probe": "good", "meter": "good"},
            "seed": 1 })");
    }

    void valuesArrive()
    {
        const Scenario scenario = accepted(R"({ "name": "n", "seed": 7, "wiring": "swapped",
            "port": {"opens": "busy", "clock": 1.6, "localEcho": true, "parity": "sent7N1"},
            "transmitter": {"power": 0.1}, "receiver": {"on": 2, "off": 1},
            "leak": {"electrical": "copy", "optical": 0.2}, "ambient": {"level": 5},
            "placement": {"on": "nothing", "lateralMm": 3},
            "meter": {"mode": "B", "baudCharacter": "D", "check": "sum7", "format": "8N1",
                      "address": "12 ab", "truncatesAfter": 9, "bitErrorRate": 0.25,
                      "wakeUp": "fast", "port": "locked", "dataBaud": 1200},
            "person": {"answers": {"country": "UK", "everSwapped": true}, "hasRemote": false,
                       "unsure": ["W4", "W8"], "does": {"W3": "mirror", "W5": "remoteFar"}},
            "expect": {"meter": "truncated"} })");
        QCOMPARE(scenario.seed, 7U);
        QCOMPARE(scenario.wiring, Wiring::swapped);
        QCOMPARE(scenario.port.opens, PortOpens::busy);
        QCOMPARE(scenario.port.clock, 1.6);
        QCOMPARE(scenario.port.parity, PortParity::sent7N1);
        QVERIFY(scenario.port.localEcho);
        QCOMPARE(scenario.transmitter.power, 0.1);
        QCOMPARE(scenario.receiver.on, 2.0);
        QCOMPARE(scenario.leak.electrical, ElectricalLeak::copy);
        QCOMPARE(scenario.ambient.level, 5.0);
        QCOMPARE(scenario.placement.on, Place::nothing);
        QCOMPARE(scenario.meter.mode, MeterMode::B);
        QCOMPARE(scenario.meter.baudCharacter, 'D');
        QCOMPARE(scenario.meter.check, MeterCheck::sum7);
        QCOMPARE(scenario.meter.format, format8N1);
        QCOMPARE(scenario.meter.address, "12 ab");
        QCOMPARE(scenario.meter.truncatesAfter, 9);
        QCOMPARE(scenario.meter.bitErrorRate, 0.25);
        QCOMPARE(scenario.meter.wakeUp, WakeUp::fast);
        QCOMPARE(scenario.meter.port, MeterPort::locked);
        QCOMPARE(scenario.meter.dataBaud, 1200);
        QCOMPARE(scenario.person.answers.country, u"UK"_qs);
        QVERIFY(scenario.person.answers.everSwapped);
        QVERIFY(!scenario.person.hasRemote);
        QCOMPARE(scenario.person.unsure, (QList{TestStep::W4, TestStep::W8}));
        QCOMPARE(scenario.person.does,
                 (QMap<TestStep, WrongDeed>{{TestStep::W3, WrongDeed::mirror},
                                            {TestStep::W5, WrongDeed::remoteFar}}));
        QCOMPARE(scenario.expect.meter, u"truncated"_qs);
    }

    void refuses_data()
    {
        using R = ScenarioReason;
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<ScenarioReason>("reason");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        const auto row = [](const char *json, R reason, const char *key, const char *value) {
            QTest::newRow(json) << QByteArray(json) << reason << QString::fromLatin1(key)
                                << QString::fromLatin1(value);
        };
        row("", R::notJson, "", "1");
        row("[]", R::notJson, "", "1");
        row("{\n\"seed\": }", R::notJson, "", "2");
        row(R"({"metre": {}})", R::unknownKey, "metre", "");
        row(R"({"meter": {"Mode": "C"}})", R::unknownKey, "meter.Mode", "");
        row(R"({"person": {"answers": {"town": "x"}}})", R::unknownKey, "person.answers.town", "");
        row(R"({"meter": "C"})", R::wrongType, "meter", "string");
        row(R"({"seed": "1"})", R::wrongType, "seed", "string");
        row(R"({"name": 1})", R::wrongType, "name", "number");
        row(R"({"port": {"localEcho": 0}})", R::wrongType, "port.localEcho", "number");
        row(R"({"meter": {"reactionMs": null}})", R::wrongType, "meter.reactionMs", "null");
        row(R"({"person": {"unsure": [1]}})", R::wrongType, "person.unsure", "number");
        row(R"({"meter": {"mode": "F"}})", R::notAllowed, "meter.mode", "F");
        row(R"({"meter": {"check": "exclusiveOr"}})", R::notAllowed, "meter.check", "exclusiveOr");
        row(R"({"meter": {"format": "9N1"}})", R::notAllowed, "meter.format", "9N1");
        row(R"({"meter": {"baudCharacter": "7"}})", R::notAllowed, "meter.baudCharacter", "7");
        row(R"({"meter": {"baudCharacter": "55"}})", R::notAllowed, "meter.baudCharacter", "55");
        row(R"({"meter": {"mode": "B", "baudCharacter": "5"}})", R::notAllowed,
            "meter.baudCharacter", "5");
        row(R"({"meter": {"mode": "A", "baudCharacter": "!"}})", R::notAllowed,
            "meter.baudCharacter", "!");
        row(R"({"meter": {"address": "1/2"}})", R::notAllowed, "meter.address", "1/2");
        row(R"({"expect": {"probe": "fine"}})", R::notAllowed, "expect.probe", "fine");
        row(R"({"meter": {"bitErrorRate": 2}})", R::outOfRange, "meter.bitErrorRate", "2");
        row(R"({"meter": {"truncatesAfter": 1.5}})", R::outOfRange, "meter.truncatesAfter", "1.5");
        row(R"({"meter": {"reactionMs": -1}})", R::outOfRange, "meter.reactionMs", "-1");
        row(R"({"meter": {"dataBaud": 3}})", R::outOfRange, "meter.dataBaud", "3");
        row(R"({"meter": {"pushEveryS": 0.01}})", R::outOfRange, "meter.pushEveryS", "0.01");
        row(R"({"port": {"clock": 0}})", R::outOfRange, "port.clock", "0");
        row(R"({"port": {"characterBits": 9}})", R::outOfRange, "port.characterBits", "9");
        row(R"({"receiver": {"on": 0}})", R::outOfRange, "receiver.on", "0");
        row(R"({"receiver": {"on": 0.03}})", R::outOfRange, "receiver.off", "0.04");
        row(R"({"ambient": {"flickerHz": 1e6}})", R::outOfRange, "ambient.flickerHz", "1e+06");
        row(R"({"meter": {"speaks": "zmodem"}})", R::notAllowed, "meter.speaks", "zmodem");
        row(R"({"meter": {"speaks": "mbus", "pushEveryS": 5}})", R::outOfRange, "meter.pushEveryS",
            "5");
        row(R"({"meter": {"password": "1"}})", R::notSimulatedYet, "meter.password", "1");
        row(R"({"person": {"does": {"W3": "sing"}}})", R::notAllowed, "person.does.W3", "sing");
        row(R"({"person": {"does": {"W3": 1}}})", R::wrongType, "person.does.W3", "number");
        row(R"({"person": {"does": {"W11": "sun"}}})", R::unknownKey, "person.does.W11", "");
        row(R"({"person": {"does": {"none": "sun"}}})", R::unknownKey, "person.does.none", "");
        row(R"({"person": {"does": ["W3"]}})", R::wrongType, "person.does", "array");
        row(R"({"person": {"unsure": ["W4", "W11"]}})", R::notAllowed, "person.unsure", "W11");
        row(R"({"person": {"hasRemote": "no"}})", R::wrongType, "person.hasRemote", "string");
        row(R"({"person": {"answers": {"everSwapped": 1}}})", R::wrongType,
            "person.answers.everSwapped", "number");
    }
    void refuses()
    {
        QFETCH(QByteArray, json);
        const auto parsed = parseScenario(json);
        const auto *error = std::get_if<ScenarioError>(&parsed);
        QVERIFY(error);
        QTEST(error->reason, "reason");
        QTEST(error->key, "key");
        QTEST(error->value, "value");
        const bool saysWhatFits = error->reason != ScenarioReason::notJson
            && error->reason != ScenarioReason::notSimulatedYet
            && error->key != u"meter.baudCharacter";
        QVERIFY(!saysWhatFits || !error->allowed.isEmpty());
        QCOMPARE(ScenarioError::fromDetail(error->toDetail()), *error);
    }

    void personAlone()
    {
        const auto parsed =
            parsePerson(R"({"answers": {"meterType": "E470", "address": "12"}, "unsure": ["W8"]})");
        const auto *person = std::get_if<PersonScenario>(&parsed);
        QVERIFY(person);
        QCOMPARE(person->answers.meterType, u"E470"_qs);
        QCOMPARE(person->answers.address, u"12"_qs);
        QCOMPARE(person->unsure, QList{TestStep::W8});
        QVERIFY(person->hasRemote);

        const auto refused = parsePerson(R"({"answers": {"town": "x"}})");
        QCOMPARE(std::get<ScenarioError>(refused).reason, ScenarioReason::unknownKey);
        QCOMPARE(std::get<ScenarioError>(refused).key, u"answers.town"_qs);
        const auto noJson = parsePerson("{\n");
        QCOMPARE(std::get<ScenarioError>(noJson).reason, ScenarioReason::notJson);
    }

    void detailOfSomethingElse()
    {
        QVERIFY(!ScenarioError::fromDetail(u"[\"noSuchReason\"]"_qs));
        QVERIFY(!ScenarioError::fromDetail(u"dialout"_qs));
        QVERIFY(!ScenarioError::fromDetail({}));
    }
};

QTEST_APPLESS_MAIN(TestScenarioParser)
#include "tst_scenarioparser.moc"
