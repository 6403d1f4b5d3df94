// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/probe/variations.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QMap>
#include <QTextStream>

using namespace optoscope;

namespace {

/// What was said of the cases with one label.
class Confusion
{
public:
    void add(const QString &label, const QString &verdict, variations::Count count)
    {
        ++m_table[label][verdict];
        ++m_counts[static_cast<int>(count)];
        ++m_total;
    }

    int of(variations::Count count) const { return m_counts.value(static_cast<int>(count)); }
    /// Of the cases in which the person could tell.
    double rate() const
    {
        const int told = m_total - of(variations::Count::Honest);
        return told == 0 ? 0 : 100.0 * of(variations::Count::Right) / told;
    }
    double strictRate() const
    {
        return m_total == 0 ? 0 : 100.0 * of(variations::Count::Right) / m_total;
    }

    void print(QTextStream &out, const QString &title) const
    {
        out << title << ": label -> verdicts\n";
        for (auto row = m_table.begin(); row != m_table.end(); ++row) {
            out << "  " << row.key().leftJustified(20) << "-> ";
            for (auto cell = row->begin(); cell != row->end(); ++cell)
                out << cell.key() << ' ' << *cell << "  ";
            out << '\n';
        }
        using variations::Count;
        out << QString::asprintf(
            "  right %d, honestly undecided %d, else undecided %d, wrong %d of "
            "%d: %.1f %% right where the person could tell, %.1f %% of all\n",
            of(Count::Right), of(Count::Honest), of(Count::Undecided), of(Count::Wrong), m_total,
            rate(), strictRate());
    }

private:
    QMap<QString, QMap<QString, int>> m_table;
    QMap<int, int> m_counts;
    int m_total = 0;
};

struct Options {
    quint64 seed = 1;
    int count = 20;
    QString only;
    bool explains = false;
};

class Bench
{
public:
    explicit Bench(const Options &options)
        : m_options(options)
    {
    }

    /// False: a scenario's own label is not what it expects.
    bool run()
    {
        for (const QString &name : shippedScenarios()) {
            if (!m_options.only.isEmpty() && name != m_options.only)
                continue;
            const auto base = std::get<LoadedScenario>(loadScenario(name));
            const auto label = variations::labelOf(base);
            const ExpectedVerdicts &expect = base.scenario.expect;
            if (!label || verdictName(label->probe) != expect.probe
                || verdictName(label->meter) != expect.meter) {
                m_out << name << ": the parameters do not give what it expects\n";
                return false;
            }
            // Each scenario has its own draws, whatever the others are.
            std::mt19937_64 draw(m_options.seed * 1000003 + qHash(name, 0));
            for (int i = 0; i < m_options.count; ++i)
                runOne(name, *label, variations::vary(base, draw));
        }
        return true;
    }

    /// True: all that was asked for holds.
    bool report()
    {
        m_out << "A verdict is right if it is the label's, which comes from the scenario's "
                 "parameters alone.\n\"Honestly undecided\" is `undecided` where the person could "
                 "not tell (not sure, no remote, a\nblind camera), with the right verdict among "
                 "those left open and such a step among those that\nwould settle it; of the meter, "
                 "where the probe is so. It counts in neither direction in the\nfirst rate and as "
                 "not right in the second.\n\n";
        m_probe.print(m_out, u"probe"_qs);
        m_meter.print(m_out, u"meter"_qs);
        m_out << "good receivers called dead: " << m_calledDead
              << "\nslowest self-test: " << m_slowest << " ms (" << m_slowestName << ")\n";
        constexpr double leastRate = 95;
        constexpr qint64 mostMs = 1000;
        return m_probe.rate() >= leastRate && m_meter.rate() >= leastRate && m_calledDead == 0
            && m_slowest <= mostMs;
    }

private:
    void runOne(const QString &name, const variations::Label &label, const LoadedScenario &bench)
    {
        QElapsedTimer timer;
        timer.start();
        const variations::Tested tested = variations::test(bench);
        if (timer.elapsed() > m_slowest) {
            m_slowest = timer.elapsed();
            m_slowestName = name;
        }
        const Diagnosis &diagnosis = tested.diagnosis;
        const auto probe = variations::countProbe(label, bench, diagnosis);
        const auto meter = variations::countMeter(label, bench, diagnosis);
        m_probe.add(verdictName(label.probe), verdictName(diagnosis.probe.verdict), probe);
        m_meter.add(verdictName(label.meter), verdictName(diagnosis.meter.verdict), meter);
        const ReceiverScenario &receiver = bench.scenario.receiver;
        const bool isAlive =
            !receiver.dead && receiver.on <= 0.1 && bench.scenario.wiring != Wiring::rxOpen;
        if (isAlive && diagnosis.probe.verdict == ProbeVerdict::receiverDead)
            ++m_calledDead;
        const auto isBad = [](variations::Count count) {
            return count == variations::Count::Wrong || count == variations::Count::Undecided;
        };
        if (m_options.explains && (isBad(probe) || isBad(meter)))
            explain(name, label, bench, tested);
    }

    void explain(const QString &name, const variations::Label &label, const LoadedScenario &bench,
                 const variations::Tested &tested)
    {
        const Diagnosis &diagnosis = tested.diagnosis;
        m_out << name << ": " << verdictName(label.probe) << ' ' << verdictName(label.meter)
              << " is called " << verdictName(diagnosis.probe.verdict) << ' '
              << verdictName(diagnosis.meter.verdict) << "; " << variations::described(bench)
              << "; settled by";
        for (const TestStep step : diagnosis.probe.wouldChange)
            m_out << ' ' << stepName(step);
        m_out << '\n' << variations::described(tested.evidence) << '\n';
    }

    Options m_options;
    QTextStream m_out{stdout};
    Confusion m_probe;
    Confusion m_meter;
    int m_calledDead = 0;
    qint64 m_slowest = 0;
    QString m_slowestName;
};

/// Nothing if the command line is wrong.
std::optional<Options> parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions(
        {{u"seed"_qs, u"of the variations"_qs, u"N"_qs, u"1"_qs},
         {u"count"_qs, u"variations of each scenario"_qs, u"N"_qs, u"20"_qs},
         {u"only"_qs, u"of this scenario"_qs, u"NAME"_qs},
         {u"explain"_qs, u"print what was measured where a verdict is not right"_qs}});
    parser.process(arguments);
    bool isSeed = false;
    bool isCount = false;
    const Options options{parser.value(u"seed"_qs).toULongLong(&isSeed),
                          parser.value(u"count"_qs).toInt(&isCount), parser.value(u"only"_qs),
                          parser.isSet(u"explain"_qs)};
    const bool isKnown = options.only.isEmpty() || shippedScenarios().contains(options.only);
    if (isSeed && isCount && options.count > 0 && isKnown)
        return options;
    QTextStream(stderr) << "--seed and --count need numbers, --only a shipped scenario\n";
    return {};
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const auto options = parse(QCoreApplication::arguments());
    if (!options)
        return 2;
    Bench bench(*options);
    return bench.run() && bench.report() ? 0 : 1;
}
