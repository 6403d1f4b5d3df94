// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/conversation.h"
#include "core/iec62056/readoutsession.h"
#include "core/link/scenariofiles.h"
#include "core/link/virtualrun.h"

#include <QTemporaryDir>
#include <QTest>

using namespace optoscope;

namespace {

struct Result {
    VirtualResult run;
    Conversation conversation;
};

Result read(const QString &name, ReadoutOptions options = {},
            ParityChoice parity = ParityChoice::Automatic)
{
    LinkRequest request;
    request.target = {Target::Kind::Virtual, name, 0};
    request.parity = parity;
    request.readout = options;
    Result result;
    result.run = runVirtually(request, [](const LinkRequest &asked) {
        return std::make_unique<ReadoutSession>(asked.readout);
    });
    result.conversation.append(result.run.entries);
    result.conversation.finish();
    return result;
}

QByteArray blockOf(const Result &result)
{
    return result.conversation.readout().dataSets.block();
}

ReadoutFile fileOf(const QString &name)
{
    return std::get<LoadedScenario>(loadScenario(name)).readout;
}

bool has(const Result &result, FindingId id)
{
    const Findings &findings = result.conversation.findings();
    return std::any_of(findings.begin(), findings.end(),
                       [id](const Finding &finding) { return finding.id == id; });
}

} // namespace

/// Read-outs of shipped scenarios in virtual time, from the session to the data sets.
class TestVirtualReadout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyShippedScenarioLoads()
    {
        const QStringList names = shippedScenarios();
        QVERIFY(names.size() >= 15);
        for (const QString &name : names) {
            const auto loaded = loadScenario(name);
            const auto *error = std::get_if<ScenarioError>(&loaded);
            QVERIFY2(!error, error ? qPrintable(error->toDetail()) : "");
            QVERIFY(!std::get<LoadedScenario>(loaded).scenario.name.isEmpty());
        }
    }

    void whole_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("baud");
        QTest::newRow("healthy") << QString() << 9600;
        QTest::newRow("A") << u"meter-mode-a"_qs << 300;
        QTest::newRow("B") << u"meter-mode-b"_qs << 4800;
        QTest::newRow("C 2400") << u"meter-mode-c-2400"_qs << 2400;
        QTest::newRow("C 300") << u"meter-short"_qs << 300;
        QTest::newRow("C 19200") << u"meter-long"_qs << 19200;
        QTest::newRow("slow") << u"meter-slow"_qs << 9600;
        QTest::newRow("sum7") << u"meter-sum7"_qs << 9600;
        QTest::newRow("no check") << u"meter-no-check"_qs << 9600;
        QTest::newRow("at 300") << u"meter-answers-at-300"_qs << 300;
    }
    void whole()
    {
        QFETCH(QString, name);
        for (const ParityChoice parity : {ParityChoice::Automatic, ParityChoice::Hardware}) {
            const Result result = read(name, {}, parity);
            QCOMPARE(result.run.outcome, Outcome::done);
            const ReadoutFile file = fileOf(name);
            QVERIFY(blockOf(result).startsWith(file.block));
            QVERIFY(result.conversation.readout().complete);
            QFETCH(int, baud);
            QCOMPARE(result.conversation.readout().baud, Baud{baud});
        }
    }

    void pushed()
    {
        ReadoutOptions options;
        options.mode = Mode::D;
        const Result result = read(u"meter-push-only"_qs, options);
        QCOMPARE(result.run.outcome, Outcome::done);
        QVERIFY(blockOf(result).contains(fileOf({}).block));
    }

    void addressed()
    {
        QCOMPARE(read(u"meter-needs-address"_qs).run.outcome, Outcome::noAnswer);
        ReadoutOptions options;
        options.address = "401907";
        QCOMPARE(read(u"meter-needs-address"_qs, options).run.outcome, Outcome::done);
    }

    void wokenUp()
    {
        QCOMPARE(read(u"meter-needs-wake-up"_qs).run.outcome, Outcome::noAnswer);
        ReadoutOptions options;
        options.wakeUp = true;
        QCOMPARE(read(u"meter-needs-wake-up"_qs, options).run.outcome, Outcome::done);
    }

    void locked()
    {
        const Result result = read(u"meter-locked"_qs);
        QCOMPARE(result.run.outcome, Outcome::done);
        QCOMPARE(result.conversation.readout().dataSets.count(), 3);
    }

    void faults()
    {
        QCOMPARE(read(u"meter-closed"_qs).run.outcome, Outcome::noAnswer);
        const Result format = read(u"meter-format-mismatch"_qs);
        QVERIFY(format.run.outcome != Outcome::done);
        const Result wrong = read(u"meter-wrong-check"_qs);
        QCOMPARE(wrong.run.outcome, Outcome::damaged);
        QVERIFY(has(wrong, FindingId::checkWrong));
        const Result truncated = read(u"meter-truncated"_qs);
        QCOMPARE(truncated.run.outcome, Outcome::damaged);
        QVERIFY(has(truncated, FindingId::blockTruncated));
        const Result damaged = read(u"meter-damaged-data"_qs);
        QVERIFY(has(damaged, FindingId::parityErrors) || has(damaged, FindingId::checkWrong));
        const Result lost = read(u"meter-baud-change-failed"_qs);
        QVERIFY(lost.run.outcome != Outcome::done);
    }

    void sameEveryTime()
    {
        const Result one = read(u"meter-damaged-data"_qs);
        const Result other = read(u"meter-damaged-data"_qs);
        QCOMPARE(one.run.entries, other.run.entries);
    }

    void ports_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<Outcome>("outcome");
        const auto row = [](const char *json, Outcome outcome) {
            QTest::newRow(json) << QByteArray(json) << outcome;
        };
        row(R"({"port": {"opens": "missing"}})", Outcome::cannotOpen);
        row(R"({"port": {"opens": "busy"}})", Outcome::cannotOpen);
        row(R"({"port": {"opens": "denied"}})", Outcome::cannotOpen);
        row(R"({"port": {"input": "dead"}})", Outcome::noAnswer);
        row(R"({"port": {"input": "low"}})", Outcome::noAnswer);
        row(R"({"port": {"clock": 1.25}})", Outcome::noAnswer);
        row(R"({"port": {"clock": 1.02}})", Outcome::done);
        row(R"({"port": {"localEcho": true}})", Outcome::done);
        row(R"({"port": {"parity": "sent7N1"}})", Outcome::done); // software parity cures it
        row(R"({"port": {"characterBits": 7}})", Outcome::noAnswer);
        row(R"({"wiring": "swapped"})", Outcome::noAnswer);
        row(R"({"wiring": "txOpen"})", Outcome::noAnswer);
        row(R"({"wiring": "rxOpen"})", Outcome::noAnswer);
        row(R"({"wiring": "noSupply"})", Outcome::noAnswer);
    }
    void ports()
    {
        QFETCH(QByteArray, json);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"bench.json"_qs);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(json);
        file.close();
        const Result result = read(path);
        QTEST(result.run.outcome, "outcome");
        QCOMPARE(has(result, FindingId::echoSetAside), json.contains("localEcho"));
    }

    void filesThatCannotBeUsed()
    {
        QTemporaryDir folder;
        const auto errorOf = [&](const char *name, const QByteArray &content) {
            const QString path = folder.filePath(QString::fromLatin1(name));
            QFile file(path);
            if (file.open(QIODevice::WriteOnly))
                file.write(content);
            file.close();
            const auto loaded = loadScenario(path);
            const auto *error = std::get_if<ScenarioError>(&loaded);
            return error ? *error : ScenarioError{};
        };
        const auto reasonOf = [&](const QByteArray &content) {
            return errorOf("a.json", content).reason;
        };
        errorOf("readout.txt", "/XXX5M\n1.8.0(1)\n!\n");
        errorOf("other.txt", "hello\n");
        const auto loaded = [&] {
            errorOf("good.json", R"({"meter": {"readout": "readout.txt"}})");
            return loadScenario(folder.filePath(u"good.json"_qs));
        }();
        QVERIFY(std::holds_alternative<LoadedScenario>(loaded));
        QCOMPARE(reasonOf("{"), ScenarioReason::notJson);
        QCOMPARE(reasonOf(R"({"x": 1})"), ScenarioReason::unknownKey);
        const ScenarioError missing = errorOf("b.json", R"({"meter": {"readout": "gone.txt"}})");
        QCOMPARE(missing.reason, ScenarioReason::readoutMissing);
        QCOMPARE(missing.value, folder.filePath(u"gone.txt"_qs));
        QCOMPARE(missing.file, folder.filePath(u"b.json"_qs));
        QCOMPARE(reasonOf(R"({"meter": {"readout": "other.txt"}})"), ScenarioReason::notAReadout);
        QCOMPARE(toLinkError(missing).kind, LinkError::Kind::BadScenario);

        const auto gone = loadScenario(folder.filePath(u"gone.json"_qs));
        QCOMPARE(std::get<ScenarioError>(gone).reason, ScenarioReason::fileMissing);
        const auto unknown = loadScenario(u"meter-modeA"_qs);
        QCOMPARE(std::get<ScenarioError>(unknown).reason, ScenarioReason::noSuchScenario);
        QVERIFY(std::get<ScenarioError>(unknown).allowed.contains(u"meter-mode-a"_qs));
    }
};

QTEST_GUILESS_MAIN(TestVirtualReadout)
#include "tst_virtualreadout.moc"
